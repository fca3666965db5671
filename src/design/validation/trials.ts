import type { Requirements } from '../../model/requirements.ts';
import type { Decided } from '../../stages/decide.ts';
import type { Design } from '../../stages/design.ts';
import { formatFigure } from '../../weighing/format-figure.ts';
import { tablesIn } from '../data/schema-file.ts';
import { type Operation, resourcesOf } from '../interfaces/operations.ts';
import { listed } from '../labels.ts';
import { mentions } from '../lookups.ts';
import type { LoadPlan } from './load-plan.ts';

/** How one requirement is tried: what is done, and what its file says of success. */
export type Trial = {
  readonly id: string;
  readonly operations: readonly string[];
  readonly does: string;
  readonly passes: string;
};

const callOf = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;

/** Requirements that say how they are met, and the operations that answer to them by name. */
const fitTrials = ({ functional }: Requirements, operations: readonly Operation[]): Trial[] =>
  functional.flatMap(({ id, fit_criterion, priority }) => {
    const answering = operations.filter(({ requirements }) => requirements.includes(id));
    return fit_criterion === undefined || priority === 'wont' || answering.length === 0
      ? []
      : [{ id, operations: answering.map(callOf), does: '', passes: fit_criterion }];
  });

const sudden =
  /\bat once\b|\bat the same (?:moment|time)\b|\bwithin (?:one|a|1) (?:second|minute)\b|\bspikes?\b|\bbursts?\b|\brush/iu;

const words = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(part => part !== undefined).join(' ');

type Scenario = Requirements['quality_scenarios'][number];

/** What has to be put in place of the systems that the scenario speaks of. */
const standIns = ({ external_systems }: Requirements, scenario: Scenario): string => {
  const spoken = external_systems.filter(({ name }) =>
    mentions(words(scenario.source, scenario.stimulus), name),
  );
  return spoken.length === 0 ? '' : `, with a stand-in for ${listed(spoken.map(({ name }) => name))}`;
};

/** Scenarios of load and of failure, tried while a load run goes on; others are no matter of a run. */
const loadTrials = (
  requirements: Requirements,
  operations: readonly Operation[],
  plan: LoadPlan | null,
): Trial[] =>
  requirements.quality_scenarios.flatMap(one => {
    const { id, characteristic, source, stimulus, environment, artifact, response, response_measure } = one;
    const run = characteristic === 'performance-efficiency' && sudden.test(stimulus) ? 'spike' : 'stress';
    if (plan === null || !plan.scenarios.some(({ name }) => name === run)) return [];
    if (characteristic !== 'performance-efficiency' && characteristic !== 'reliability') return [];
    const concerned = operations.filter(({ entity }) => mentions(words(artifact, stimulus), entity.name));
    return [
      {
        id,
        operations: concerned.map(callOf),
        does: `During ${run} (${formatFigure(plan.peak, 'requests/s')})${standIns(requirements, one)}: ${words(source, stimulus)}${environment === undefined ? '' : `, ${environment}`}.`,
        passes: response_measure ?? response,
      },
    ];
  });

/** Trials of the file's own measures, functional requirements first. Pure. */
export const trialsOf = (design: Design, plan: LoadPlan | null): readonly Trial[] => {
  const { requirements } = design.analysis;
  const operations = resourcesOf(requirements, tablesIn(design)).flatMap(one => one.operations);
  return [...fitTrials(requirements, operations), ...loadTrials(requirements, operations, plan)];
};

/** An experiment that would turn or confirm a decision that is not clear. */
export type Proof = {
  readonly decision: string;
  readonly title: string;
  readonly firmness: string;
  readonly hypothesis: string;
  readonly time_box: string;
  readonly passes: string;
  readonly fails: string;
};

const unclear = ({ standing, chosen, firmness }: Decided): boolean =>
  standing.kind === 'record' && chosen !== null && firmness.word !== 'Clear';

/** One for each record that is a toss-up or leans; what its record holds, else the first risk of what was chosen. Pure. */
export const proofsOf = ({ decided }: Design): readonly Proof[] =>
  decided.filter(unclear).map(({ decision, chosen, outcome, firmness }) => {
    const test = outcome?.proof_of_concept ?? chosen?.risks[0]?.test;
    return {
      decision: decision.id,
      title: `${decision.title}: ${chosen?.name ?? ''}`,
      firmness: firmness.word,
      hypothesis: test?.hypothesis ?? '',
      time_box: test?.time_box ?? '',
      passes: test?.pass ?? firmness.settledBy.join(' '),
      fails: test?.fail ?? '',
    };
  });
