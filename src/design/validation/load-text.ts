import type { Design } from '../../stages/design.ts';
import { formatFact } from '../../weighing/format-fact.ts';
import { formatFigure, formatGiven } from '../../weighing/format-figure.ts';
import { callRatesOf } from '../call-rates.ts';
import { callerLimitOf } from '../data/access.ts';
import { listed } from '../labels.ts';
import { questionFor } from '../question-text.ts';
import {
  breakpointSteps,
  type LoadCriteria,
  type LoadPlan,
  type LoadScenario,
  loadDurations,
  neededRequests,
  type ScenarioName,
} from './load-plan.ts';
import { unratedShare } from './load-requests.ts';

const perSecond = (rate: number): string => formatFigure(rate, 'requests/s');
const lasting = (seconds: number): string => formatGiven(seconds, 's');

/** Requests of a whole scenario: the mean rate of each phase for its seconds. */
const requestsIn = ({ phases }: LoadScenario): number =>
  phases.reduce((sum, { from, to, seconds }) => sum + ((from + to) / 2) * seconds, 0);

const limitsText = ({ p50, p95, p99, errors }: LoadCriteria, given: boolean): string =>
  [
    ...(
      [
        ['p50', p50],
        ['p95', p95],
        ['p99', p99],
      ] as const
    ).flatMap(([name, limit]) => (limit === null ? [] : [`${name} ≤ ${lasting(limit / 1000)}`])),
    ...(errors === null
      ? []
      : [`failed ≤ ${formatGiven(errors, 'share')}${given ? '' : ' (1 − quality.availability)'}`]),
  ].join(', ') || 'no limit in the file';

type Row = {
  readonly name: ScenarioName;
  readonly rate: string;
  readonly formula: string;
  readonly duration: string;
  readonly requests: string;
  readonly passes: string;
};

const formulas: Readonly<Record<ScenarioName, string>> = {
  smoke: 'each operation once',
  average: 'average',
  stress: 'average, then rising to average · peak_factor and held there',
  spike: 'average, at once average · peak_factor, average again',
  soak: 'average',
  breakpoint: `average · peak_factor · 1, 2, … ${breakpointSteps}`,
};

const passes: Readonly<Record<ScenarioName, string>> = {
  smoke: 'no request fails',
  average: '',
  stress: 'the limits of average hold at the peak',
  spike: 'the same, with the jump',
  soak: 'the same in each hour',
  breakpoint: 'the same at the first step; the highest step that holds is the result',
};

/** The phases' times; equal ones together: `10 × 2 min`. */
const durationText = ({ phases }: LoadScenario): string => {
  const [first] = phases;
  return phases.length > 3
    ? `${phases.length} × ${lasting(first?.seconds ?? 0)}`
    : phases.map(({ seconds }) => lasting(seconds)).join(' + ');
};

const rateText = ({ name, phases }: LoadScenario): string => {
  if (name === 'smoke') return '1 request/s';
  const rates = phases.flatMap(({ from, to }) => [from, to]);
  const low = perSecond(rates[0] ?? 0);
  const high = perSecond(Math.max(...rates));
  return low === high ? low : `${low} to ${high}`;
};

/** A row for each scenario of the plan. */
export const scenarioRows = (plan: LoadPlan, { analysis }: Design): readonly Row[] => {
  const limits = limitsText(plan.criteria, analysis.requirements.quality?.error_rate !== undefined);
  return plan.scenarios
    .filter(({ name }) => name !== 'smoke' || plan.requests.length > 0)
    .map(one => ({
      name: one.name,
      rate: rateText(one),
      formula: formulas[one.name],
      duration: durationText(one),
      requests: one.name === 'smoke' ? String(plan.requests.length) : formatFigure(requestsIn(one), 'count'),
      passes: passes[one.name] || limits,
    }));
};

const sharedBy = (plan: LoadPlan, kinds: readonly string[]): number =>
  plan.requests.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { share }) => sum + share, 0);

/** Decisions that another option would win at a load which the breakpoint run reaches. */
const turnsText = ({ decided, analysis }: Design, { peak }: LoadPlan): string[] => {
  const factor = analysis.figures
    .find(({ id }) => id === 'peak-rate')
    ?.inputs.find(({ name }) => name === 'peak_factor')?.value;
  const scale: Readonly<Record<string, number>> = {
    'load.average': factor ?? 1,
    'load.peak': 1,
    'load.tenfold': 0.1,
  };
  return decided.flatMap(({ decision, triggers }) =>
    triggers
      .filter(({ path, direction }) => direction === 'above' && path in scale)
      .map(({ path, at }) => ({ path, at, times: (at * (scale[path] ?? 1)) / peak }))
      .filter(({ times }) => times <= breakpointSteps)
      .map(
        ({ path, at, times }) =>
          `The ratings see ${decision.title} turn at ${path} ${formatFact(path, { kind: 'number', value: at })}, step ${Math.max(1, Math.ceil(times))} of the breakpoint run: if an earlier step fails, that record is to be reviewed sooner.`,
      ),
  );
};

const callersText = (design: Design, { peak }: LoadPlan): string[] => {
  const limit = callerLimitOf(design);
  if (limit === null) return [];
  const callers = Math.ceil((peak * 60) / limit.limit);
  return callers <= 1
    ? []
    : [
        `The interface refuses one caller beyond ${limit.limit} requests a minute, and the script calls as one: its credential has to be exempt, or the peak takes ${formatGiven(callers, 'count')} callers (peak · 60 / ${limit.limit}).`,
      ];
};

const leftOutText = ({ left_out, average, peak, criteria }: LoadPlan): string[] => {
  if (left_out.length === 0) return [];
  const needed = neededRequests(criteria);
  const slow = left_out.includes('stress') ? peak : average;
  return [
    `Left out: ${listed(left_out)}. At ${perSecond(slow)} the ${formatGiven(needed, 'count')} requests that a judgement needs take ${formatFigure(needed / slow, 's')}${left_out.includes('average') ? '' : ', more than an hour of the soak'}.`,
  ];
};

const createdText = (plan: LoadPlan): string[] => {
  const stress = plan.scenarios.find(({ name }) => name === 'stress');
  const share = sharedBy(plan, ['create']);
  if (stress === undefined || share === 0) return [];
  const made = formatFigure(requestsIn(stress) * share, 'count');
  return [
    `A stress run leaves ${made} new objects behind (requests · ${formatFigure(share, 'share')} that create one): it belongs on a copy of the system, not on the one in use.`,
  ];
};

/** Which run shows that the throughput of the file can be sustained. */
const throughputText = ({ analysis }: Design, { peak }: LoadPlan): readonly string[] => {
  const wanted = analysis.requirements.quality?.throughput;
  if (wanted === undefined) return [];
  const said = `The throughput of ${wanted.text} that has to be sustained (quality.throughput)`;
  if (wanted.value <= peak) return [`${said} lies within the peak that the stress run holds.`];
  const step = Math.ceil(wanted.value / peak);
  return step > breakpointSteps
    ? [`${said} lies beyond every run: ${perSecond(breakpointSteps * peak)} are the most.`]
    : [`${said} lies beyond the peak: step ${step} of the breakpoint run has to hold.`];
};

/** What the load of the file counts and the script does not send. */
const streamText = (design: Design): string[] => {
  const { streamed } = callRatesOf(design) ?? { streamed: null };
  return streamed === null
    ? []
    : [
        `The rates leave out what comes from ${listed(streamed.flows)}: it calls no operation. A producer that writes ${perSecond(streamed.rate)} to that entrance runs beside the stress run, and its lag must not grow.`,
      ];
};

/** What follows from the plan for this system, a sentence each. */
export const loadNotes = (design: Design, plan: LoadPlan): readonly string[] => [
  ...streamText(design),
  ...leftOutText(plan),
  ...throughputText(design, plan),
  ...(plan.requests.length === 0 ? [] : [...callersText(design, plan), ...createdText(plan)]),
  ...turnsText(design, plan),
];

/** Why operations without a rate have the share they have. */
const unratedText = (requests: LoadPlan['requests'], many: number, method: string | undefined): string =>
  requests.filter(one => one.method === method).length === many
    ? 'no rate in the file: each alike'
    : 'no rate in the file: what the others leave, each alike';

/** Reads or writes of one resource, which stand on the same words of the file. */
export const mixRows = ({
  requests,
}: LoadPlan): readonly {
  readonly operations: readonly string[];
  readonly share: string;
  readonly because: string;
}[] => {
  const groups = new Map<string, LoadPlan['requests'][number][]>();
  for (const one of requests) {
    const key = one.because === '' ? one.method : `${one.method} ${one.resource}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map(group => ({
    operations: group.map(({ method, path }) => `${method} ${path}`),
    share: formatFigure(
      group.reduce((sum, { share }) => sum + share, 0),
      'share',
    ),
    because: group[0]?.because || unratedText(requests, group.length, group[0]?.method),
  }));
};

/** How reads and writes divide, and on what that stands. */
export const mixText = (design: Design, plan: LoadPlan): string => {
  const { analysis } = design;
  const reads = formatFigure(sharedBy(plan, ['get', 'list']), 'share');
  const given = analysis.requirements.load?.read_write;
  const { streamed } = callRatesOf(design) ?? { streamed: null };
  if (given !== undefined && streamed !== null) {
    return `${reads} of the requests read: load.read_write ${given.text}, of which the writes that streams bring are none here.`;
  }
  return given === undefined
    ? `${reads} of the requests read, as many as of the operations do, since the file gives no load.read_write.`
    : `${reads} of the requests read (load.read_write ${given.text}).`;
};

/** What is our own in the plan. */
export const loadAssumptions = ({ requests, criteria }: LoadPlan): readonly string[] => {
  const rated = requests.filter(({ method, because }) => method === 'POST' && because !== '');
  const unrated = requests.some(({ because }) => because === '');
  const { held, ramp, spike, step, soakHours, beyond } = loadDurations;
  return [
    ...(rated.some(({ kind }) => kind === 'change')
      ? ['Each command on a thing is sent as often as a new one of it comes.']
      : []),
    ...(unrated && requests.some(({ because }) => because !== '')
      ? [
          `Operations without a rate in the file get what the others leave, and at least ${formatGiven(unratedShare, 'share')} of reads or writes.`,
        ]
      : []),
    `A rate is held for ${lasting(held)}, reached in ${lasting(ramp)}, jumped to for ${lasting(spike)}, a step held for ${lasting(step)}, a soak for ${soakHours} h; longer where fewer requests would come than a judgement needs.`,
    `A judgement needs ${formatGiven(neededRequests(criteria), 'count')} requests: ${beyond} beyond the highest percentile, and one failure within the share that may fail.`,
  ];
};

/** What the file would have to say for a better plan. */
export const loadQuestions = (design: Design, { requests, criteria }: LoadPlan): readonly string[] => {
  const silent = requests.filter(({ method, because }) => method === 'POST' && because === '');
  return [
    ...(criteria.p95 === null && criteria.p99 === null ? [questionFor('quality.latency_p95')] : []),
    ...(criteria.errors === null ? ['What share of requests may fail?'] : []),
    ...(silent.length === 0
      ? []
      : [
          `How often do these come: ${listed(silent.map(({ does }) => does))}? The file gives no rate for them.`,
        ]),
    ...(design.analysis.requirements.load?.read_write === undefined && requests.length > 0
      ? [questionFor('load.read_write')]
      : []),
  ];
};
