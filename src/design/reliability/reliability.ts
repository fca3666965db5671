import { z } from 'zod';
import type { Figure } from '../../model/figure.ts';
import type { Design } from '../../stages/design.ts';
import { formatFigure, formatGiven } from '../../weighing/format-figure.ts';
import {
  awaitedSystems,
  composedAvailability,
  deadlineOf,
  isAwaited,
  statedDependencies,
} from '../../weighing/reliability-figures.ts';
import { listed } from '../labels.ts';
import { ownersOf } from '../owners.ts';
import { questionFor } from '../question-text.ts';
import { ownersApart } from '../store.ts';
import { downText } from './down-time.ts';
import { outsideFailures, outsideQuestions } from './failure-modes.ts';
import { partFailures } from './part-failures.ts';
import { recoveryNotes, recoveryQuestions, recoveryRows } from './recovery.ts';
import { singlePointsOf, zonesOf } from './single-points.ts';

/** What the template `design-reliability` can name. */
export const reliabilityView = z.strictObject({
  /** The objective and its error budget, or that there is none. */
  objective: z.string(),
  composition: z.array(z.strictObject({ part: z.string(), availability: z.string(), down: z.string() })),
  /** What is left for the system's own parts. */
  remaining: z.string(),
  single_points: z.array(
    z.strictObject({ part: z.string(), copies: z.string(), availability: z.string(), takes: z.string() }),
  ),
  zones: z.array(z.string()),
  failures: z.array(
    z.strictObject({ part: z.string(), stops: z.string(), contained: z.string(), noticed: z.string() }),
  ),
  timeouts: z.array(z.string()),
  recovery: z.array(z.strictObject({ goal: z.string(), asked: z.string(), takes: z.string() })),
  recovery_notes: z.array(z.string()),
  questions: z.array(z.string()),
});
export type ReliabilityView = z.output<typeof reliabilityView>;

const figureIn = ({ analysis }: Design, wanted: string): Figure | undefined =>
  analysis.figures.find(({ id }) => id === wanted);
const figureText = ({ value, unit }: Figure): string => formatFigure(value, unit);

const objectiveText = (design: Design): string => {
  const promised = design.analysis.requirements.quality?.availability;
  const budget = figureIn(design, 'error-budget');
  return promised === undefined || budget === undefined
    ? `The file promises no availability, so there is no error budget to spend. The question for it: ${questionFor('quality.availability')}`
    : `The file promises ${promised.text} (quality.availability), which leaves ${figureText(budget)} of failure in 30 days: (1 − objective) · 30 d.`;
};

const hardNames = ({ analysis }: Design): string[] =>
  analysis.requirements.external_systems
    .filter(({ criticality }) => criticality === 'hard')
    .map(({ name }) => name);

const compositionRows = (design: Design): ReliabilityView['composition'] => {
  const { requirements } = design.analysis;
  const stated = statedDependencies(requirements);
  const composed = composedAvailability(requirements);
  if (composed === null) return [];
  const promised = requirements.quality?.availability;
  const needed = figureIn(design, 'remaining-availability');
  return [
    ...stated.map(({ name, text, share }) => ({ part: name, availability: text, down: downText(share) })),
    ...(stated.length < 2
      ? []
      : [
          {
            part: `Together: ${stated.map(({ text }) => text).join(' · ')}`,
            availability: formatFigure(composed, 'availability'),
            down: downText(composed),
          },
        ]),
    ...(promised === undefined
      ? []
      : [
          {
            part: 'Left for its own parts: objective / together',
            availability: needed === undefined ? 'above 100 %' : figureText(needed),
            down:
              needed === undefined
                ? `nothing: ${downText(composed)} of ${downText(promised.value)} are gone`
                : downText(needed.value),
          },
        ]),
  ];
};

/** Nothing reaches more; beyond this the difference to 100 % is a rounding error. */
const perfect = 1 - 1e-9;

const remainingText = (design: Design): string => {
  const { requirements } = design.analysis;
  const promised = requirements.quality?.availability;
  const hard = hardNames(design);
  const stated = statedDependencies(requirements).map(({ name }) => name);
  const silent = hard.filter(name => !stated.includes(name));
  if (promised === undefined) return '';
  if (hard.length === 0)
    return `The file names no hard external system, so that all of it belongs to the system's own parts.`;
  const independent = stated.length < 2 ? '' : ' The product assumes that they fail independently.';
  const open =
    silent.length === 0
      ? ''
      : ` ${listed(silent)} ${silent.length === 1 ? 'states' : 'state'} no availability, so that even less is left.`;
  if (stated.length === 0)
    return `It cannot work without ${listed(hard)}, whose availability the file does not give, so that what is left for its own parts cannot be computed.`;
  const needed = figureIn(design, 'remaining-availability');
  if (needed === undefined)
    return `${promised.text} cannot be kept while every answer needs ${listed(stated)}: ${stated.length === 1 ? 'its' : 'their'} outages alone take more than that (REL-002 under Risks).${independent}${open}`;
  if (needed.value >= perfect)
    return `${listed(stated)} alone may use up all of the budget: its own parts would have to reach 100 %, which nothing does. ${promised.text} holds only if some of those outages stop nothing, or are agreed to be rarer.${open}`;
  return `Its own parts together may fail ${downText(needed.value)} in 30 days at most.${independent}${open}`;
};

const innerCalls = (design: Design): string[] => {
  const { requirements } = design.analysis;
  const owners = ownersOf(requirements);
  if (!ownersApart(design)) return [];
  return requirements.flows
    .filter(flow => owners.includes(flow.from) && owners.includes(flow.to) && isAwaited(flow))
    .map(
      ({ from, to, rate }) =>
        `${from} waits for ${to}${rate === undefined ? '' : ` (${rate.text})`} within that time, over the network, since each owner is deployed apart.`,
    );
};

const timeoutTexts = (design: Design): string[] => {
  const { requirements } = design.analysis;
  const deadline = deadlineOf(requirements);
  if (deadline === undefined) return [];
  const figure = figureIn(design, 'call-timeout');
  const percentile = requirements.quality?.latency_p99 === undefined ? '95' : '99';
  const calls = awaitedSystems(requirements);
  const inputs = new Map(figure?.inputs.map(({ name, value, unit }) => [name, formatGiven(value, unit)]));
  if (figure !== undefined)
    return [
      `${percentile} of 100 requests have to end within ${deadline.text}, so that one attempt at ${listed([...new Set(calls.map(({ to }) => to))])} may take ${figureText(figure)}: ${figure.formula} = (${inputs.get('deadline')} − ${inputs.get('query_time')}) / (${inputs.get('calls')} · ${inputs.get('attempts')}). The pause before a second attempt is random and comes off that time.`,
      ...innerCalls(design),
    ];
  return calls.length > 0
    ? [
        `${percentile} of 100 requests have to end within ${deadline.text}, which its own work takes up: nothing is left for calls of ${listed([...new Set(calls.map(({ to }) => to))])}.`,
      ]
    : [
        `As far as the flows say, no request waits for a system outside: the ${deadline.text} that ${percentile} of 100 requests have belong to its own parts.`,
        ...innerCalls(design),
      ];
};

const questionsOf = (design: Design): string[] => {
  const { requirements } = design.analysis;
  const silent = requirements.external_systems.flatMap(({ criticality, availability }, index) =>
    criticality === 'hard' && availability === undefined
      ? [questionFor(`external_systems[${index}].availability`, requirements)]
      : [],
  );
  const timeout = figureIn(design, 'call-timeout');
  const awaited = [...new Set(awaitedSystems(requirements).map(({ to }) => to))];
  return [
    ...silent,
    ...outsideQuestions(design),
    ...(timeout === undefined
      ? []
      : awaited.map(
          name =>
            `Within what time does ${name} answer 99 of 100 calls? If it is more than ${figureText(timeout)}, the call leaves the request.`,
        )),
    ...(timeout !== undefined && requirements.quality?.latency_p99 === undefined
      ? [
          'How long may the slowest 5 of 100 requests take (quality.latency_p99)? Until that is said, the timeouts follow from the other 95.',
        ]
      : []),
    ...(awaited.length > 0 && deadlineOf(requirements) === undefined
      ? [`${questionFor('quality.latency_p95')} Timeouts of ${listed(awaited)} follow from it.`]
      : []),
    ...recoveryQuestions(design),
  ];
};

/** What is promised, what can fail, and how it comes back. Pure. */
export const reliabilityOf = (design: Design): ReliabilityView => {
  const { requirements } = design.analysis;
  return {
    objective: objectiveText(design),
    composition: compositionRows(design),
    remaining: remainingText(design),
    single_points: [...singlePointsOf(requirements)],
    zones: [...zonesOf(requirements)],
    failures: [...outsideFailures(design), ...partFailures(design)],
    timeouts: timeoutTexts(design),
    recovery: [...recoveryRows(design)],
    recovery_notes: [...recoveryNotes(design)],
    questions: questionsOf(design),
  };
};
