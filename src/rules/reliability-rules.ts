import { remainingAvailability } from '../weighing/availability.ts';
import { formatFigure } from '../weighing/format-figure.ts';
import { composedAvailability, statedDependencies } from '../weighing/reliability-figures.ts';
import { listed } from './decisions.ts';
import { type Rule, requirement, rule } from './rule.ts';

/** Shares from per cent carry rounding errors: 99.9 % as written must equal .999. */
const noise = 1e-12;
const threeNines = 0.999;

const threeNinesPromised = rule({
  id: 'REL-001',
  says: 'The promised availability is 99.9 % or better.',
  levels: { system: 'warning' },
  breaches: ({ analysis }) => {
    const promised = analysis.requirements.quality?.availability;
    if (promised === undefined || promised.value >= threeNines - noise) return [];
    return [
      {
        about: 'system',
        at: requirement('quality.availability'),
        text: `The promised availability (quality.availability: ${promised.text}) is below 99.9 %.`,
        hint: 'Write at least 99.9% for quality.availability, or agree on less with those who depend on it and record that under assumptions.',
      },
    ];
  },
});

const composedAboveTarget = rule({
  id: 'REL-002',
  says: 'The hard external systems together are at least as available as the system promises to be.',
  levels: { system: 'error' },
  breaches: ({ analysis }) => {
    const { requirements } = analysis;
    const target = requirements.quality?.availability;
    const composed = composedAvailability(requirements);
    if (target === undefined || composed === null) return [];
    if (remainingAvailability(target.value, composed) !== null) return [];
    const parts = listed(statedDependencies(requirements).map(({ name, text }) => `${name} (${text})`));
    return [
      {
        about: 'system',
        at: requirement('quality.availability'),
        text: `The system promises ${target.text}, but cannot work without ${parts}: together they give ${formatFigure(composed, 'availability')} at most, if they fail independently.`,
        hint: 'Make one of them soft (criticality: soft) by a queue, a cache or a fallback, agree on a better availability with its provider, or promise less in quality.availability.',
      },
    ];
  },
});

export const reliabilityRules: readonly Rule[] = [threeNinesPromised, composedAboveTarget];
