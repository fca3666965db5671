import { mentions } from '../design/lookups.ts';
import { keptParts } from '../design/reliability/part-failures.ts';
import { sectionsOf } from '../design/sections.ts';
import { chosenIn, settledAnswer } from '../design/store.ts';
import type { Figure } from '../model/figure.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import { formatFigure } from '../weighing/format-figure.ts';
import { awaitedSystems } from '../weighing/reliability-figures.ts';
import { listed } from './decisions.ts';
import { type Breach, defect, type Rule, requirement, rule } from './rule.ts';

const figureIn = ({ analysis }: Design, wanted: string): Figure | undefined =>
  analysis.figures.find(({ id }) => id === wanted);

/** Whether a scenario, a requirement or the chosen means says what stands in while a system does not answer. */
const hasFallback = (design: Design, name: string): boolean => {
  const { quality_scenarios, functional } = design.analysis.requirements;
  const means = chosenIn(design, 'resilience');
  return (
    means === 'circuit-breaker' ||
    means === 'queue-decoupling' ||
    settledAnswer(design, 'resilience') !== undefined ||
    quality_scenarios.some(one => mentions(`${one.source ?? ''} ${one.stimulus}`, name)) ||
    functional.some(
      ({ text }) =>
        mentions(text, name) &&
        /\b(?:fails?|failing|down|away|unavailable|not (?:answer|respond|reply)|without)\b/iu.test(text),
    )
  );
};

const hardHasWayOut = rule({
  id: 'REL-003',
  says: 'A hard external system that requests wait for has a timeout and something that stands in for it.',
  levels: { system: 'error' },
  breaches: design => {
    const { requirements } = design.analysis;
    const awaited = new Set(awaitedSystems(requirements).map(({ to }) => to));
    return requirements.external_systems.flatMap(({ name, criticality }, index): Breach<'system'>[] => {
      if (criticality !== 'hard' || !awaited.has(name)) return [];
      const timeless = figureIn(design, 'call-timeout') === undefined;
      const alone = !hasFallback(design, name);
      if (!timeless && !alone) return [];
      const gaps = [
        ...(timeless ? ['no timeout follows from the file'] : []),
        ...(alone ? ['nothing stands in for it'] : []),
      ];
      const mends = [
        ...(timeless ? ['quality.latency_p95, with room for the call'] : []),
        ...(alone ? [`a quality scenario with the source ${name} that says what happens meanwhile`] : []),
      ];
      return [
        {
          about: 'system',
          at: requirement(`external_systems[${index}]`),
          text: `Requests wait for ${name}, without which the system cannot work, but ${listed(gaps)}.`,
          hint: `Write ${listed(mends)}; or criticality: soft if the system can go on without it.`,
        },
      ];
    });
  },
});

const takesOver =
  /\bstandby|\breplica|\bfail ?over|\bcluster|\bactive[ -]active|\bpilot[ -]light|\bwarm\b|\bhot\b/iu;

/** Whether something that runs has the data already: beside the store, by a decision, or as settled before. */
const hasRunningCopy = (design: Design): boolean =>
  keptParts(design).some(
    ({ decided, copies }) =>
      decided.decision.id === 'primary-store' && copies.some(({ kind }) => kind === 'database'),
  ) ||
  takesOver.test(chosenIn(design, 'disaster-recovery')?.replaceAll('-', ' ') ?? '') ||
  takesOver.test(settledAnswer(design, 'primary-store') ?? '') ||
  takesOver.test(settledAnswer(design, 'disaster-recovery') ?? '');

/** A store that spreads every write over machines of its own takes over from itself. */
const spreadsItself = (design: Design): boolean =>
  ['cockroachdb', 'dynamodb', 'mongodb'].includes(chosenIn(design, 'primary-store') ?? '');

const unmetGoals = (design: Design): Breach<'system'>[] => {
  const { rpo, rto } = design.analysis.requirements.quality ?? {};
  if (hasRunningCopy(design) || spreadsItself(design)) return [];
  const restore = figureIn(design, 'restore-time');
  const hint =
    'Say in decided what takes over when the store fails (a standby, a second site), or allow more time or loss.';
  return [
    ...(rto === undefined || restore === undefined || restore.value <= rto.value
      ? []
      : [
          {
            about: 'system' as const,
            at: requirement('quality.rto'),
            text: `Reading the data back takes ${formatFigure(restore.value, restore.unit)} (assumed rate), more than quality.rto allows (${rto.text}), and no second copy runs that could take over.`,
            hint,
          },
        ]),
    ...(rpo?.value === 0
      ? [
          {
            about: 'system' as const,
            at: requirement('quality.rpo'),
            text: `No write may be lost (quality.rpo: ${rpo.text}), but no second copy runs that a commit could wait for.`,
            hint,
          },
        ]
      : []),
  ];
};

const restoring = /\brestor|\brecover|\bfail ?over|\bback[ -]?ups?\b/iu;

/** Whether some test reads a copy back: of a chosen option, a fit criterion or a scenario. */
const restoreIsTried = ({ decided, analysis }: Design): boolean => {
  const { functional, quality_scenarios } = analysis.requirements;
  return (
    decided.some(({ chosen }) => chosen?.confirm.some(text => restoring.test(text)) === true) ||
    functional.some(({ fit_criterion }) => restoring.test(fit_criterion ?? '')) ||
    quality_scenarios.some(one => restoring.test(`${one.response} ${one.response_measure ?? ''}`))
  );
};

const untried = (design: Design): Breach<'system'>[] => {
  const { rpo, rto } = design.analysis.requirements.quality ?? {};
  const goals = [
    ...(rto === undefined ? [] : ['quality.rto']),
    ...(rpo === undefined ? [] : ['quality.rpo']),
  ];
  const [first] = goals;
  return first === undefined || restoreIsTried(design)
    ? []
    : [
        {
          about: 'system',
          at: requirement(first),
          text: `No test shows that a restore keeps ${listed(goals)}.`,
          hint: 'Add a quality scenario in which the store is lost and restored, with the time that it may take as response_measure.',
        },
      ];
};

const recoveryHolds = rule({
  id: 'REL-004',
  says: 'Recovery point and recovery time can be met with what the design has, and a restore is tried.',
  levels: { system: 'error' },
  breaches: design => [...unmetGoals(design), ...untried(design)],
});

/** More attempts than this multiply the load of a system that is down already. */
const mostAttempts = 5;

const unlimited = (design: Design): Breach<'document'>[] => {
  const timeout = figureIn(design, 'call-timeout');
  if (timeout === undefined) return [];
  const attempts = timeout.inputs.find(({ name }) => name === 'attempts')?.value ?? Number.POSITIVE_INFINITY;
  const at = { kind: 'figure', id: timeout.id } as const;
  return [
    ...(attempts <= mostAttempts
      ? []
      : [
          defect(
            at,
            `The timeout of a call is computed for ${attempts} attempts, more than ${mostAttempts}.`,
          ),
        ]),
    ...(sectionsOf(design).reliability.timeouts.some(text => /\brandom\b/iu.test(text))
      ? []
      : [defect(at, 'The document does not say that the pause before a second attempt is random.')]),
  ];
};

/** Commands that are sent again while nobody knows whether the first one was carried out. */
const keyless = (design: Design): Breach<'document'>[] => {
  const { requirements } = design.analysis;
  const awaited = awaitedSystems(requirements);
  const repeated = (name: string, { flows }: Requirements): boolean =>
    flows.some(
      flow =>
        flow.to === name &&
        flow.kind === 'command' &&
        awaited.some(({ from, to }) => from === flow.from && to === name),
    );
  const { failures } = sectionsOf(design).reliability;
  return requirements.external_systems
    .filter(({ name }) => repeated(name, requirements))
    .filter(({ name }) =>
      failures.every(
        ({ part, contained }) => !part.startsWith(`${name} (`) || !/\bidempotency key\b/iu.test(contained),
      ),
    )
    .map(({ name }) =>
      defect(
        requirement('external_systems'),
        `Commands are sent to ${name} more than once, and the document gives them no idempotency key.`,
      ),
    );
};

const retriesBounded = rule({
  id: 'REL-005',
  says: 'Repeated calls have a limit, a random pause, and a key where they change something.',
  levels: { document: 'warning' },
  breaches: design => [...unlimited(design), ...keyless(design)],
});

export const dependencyRules: readonly Rule[] = [hardHasWayOut, recoveryHolds, retriesBounded];
