import type { Requirements } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import { callRatesOf } from '../call-rates.ts';
import { schemeOf } from '../data/access.ts';
import { oneLine } from '../labels.ts';
import { type PlannedRequest, plannedRequests, plannedResources } from './load-requests.ts';

export const scenarioNames = ['smoke', 'average', 'stress', 'spike', 'soak', 'breakpoint'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** Requests a second, from one rate to another, for some seconds. */
export type LoadPhase = { readonly from: number; readonly to: number; readonly seconds: number };

/** What has to hold: latencies in milliseconds, `errors` as a share; null where the file does not say. */
export type LoadCriteria = {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly errors: number | null;
};

export type LoadScenario = {
  readonly name: ScenarioName;
  readonly phases: readonly LoadPhase[];
  readonly criteria: LoadCriteria;
  /** Whether the criteria hold for all requests together, in each phase, or in the first one. */
  readonly judged: 'whole' | 'each' | 'first';
  /** Every operation once, one after the other, instead of by their shares. */
  readonly in_order: boolean;
  /** Whether it ends with the first phase that does not hold. */
  readonly stops: boolean;
};

export type LoadPlan = {
  readonly average: number;
  readonly peak: number;
  readonly criteria: LoadCriteria;
  readonly scenarios: readonly LoadScenario[];
  /** Scenarios that would take longer than `longest` to say anything. */
  readonly left_out: readonly ScenarioName[];
  /** Empty where the file names no entity with commands. */
  readonly requests: readonly PlannedRequest[];
};

const minute = 60;

/** How long the runs take where a rate asks for no more: our own, assumptions of the document. */
export const loadDurations = {
  /** Seconds at a rate that is held. */
  held: 10 * minute,
  /** Seconds from the average to the peak. */
  ramp: 5 * minute,
  /** Seconds of the peak in a spike. */
  spike: 2 * minute,
  /** Seconds of each step of the breakpoint run. */
  step: 2 * minute,
  /** Hours of the soak run, each of which is judged. */
  soakHours: 4,
  /** Requests that must lie beyond a percentile before it is judged. */
  beyond: 10,
} as const;
const longest = loadDurations.soakHours * 60 * minute;
/** Steps of the breakpoint run: peak, twice the peak, up to ten times. */
export const breakpointSteps = 10;

/** Six digits: neither noise of the division nor a rate that differs from the one in the document. */
const rounded = (value: number): number => Number(value.toPrecision(6));

const milliseconds = (seconds: number | undefined): number | null =>
  seconds === undefined ? null : rounded(seconds * 1000);

/** The share of requests that may fail: as given, else what the availability leaves. */
const errorsOf = ({ quality }: Requirements): number | null => {
  if (quality?.error_rate !== undefined) return quality.error_rate.value;
  return quality?.availability === undefined ? null : rounded(1 - quality.availability.value);
};

const criteriaOf = (requirements: Requirements): LoadCriteria => ({
  p50: milliseconds(requirements.quality?.latency_p50?.value),
  p95: milliseconds(requirements.quality?.latency_p95?.value),
  p99: milliseconds(requirements.quality?.latency_p99?.value),
  errors: errorsOf(requirements),
});

/** Requests that a judgement needs: ten beyond the highest percentile, and one failure within the share that may fail. */
export const neededRequests = ({ p50, p95, p99, errors }: LoadCriteria): number => {
  const highest = p99 !== null ? 0.99 : p95 !== null ? 0.95 : p50 !== null ? 0.5 : null;
  return Math.max(
    highest === null ? 1 : Math.round(loadDurations.beyond / (1 - highest)),
    errors === null || errors <= 0 ? 1 : Math.ceil(rounded(1 / errors)),
  );
};

/** Whole minutes for this many requests at a rate, and never fewer than `least` seconds. */
const lasting = (least: number, needed: number, rate: number): number =>
  Math.max(least, Math.ceil(rounded(needed / rate / minute)) * minute);

const steady = (rate: number, seconds: number): LoadPhase => ({ from: rate, to: rate, seconds });

const scenariosOf = (
  { average, peak, criteria }: Pick<LoadPlan, 'average' | 'peak' | 'criteria'>,
  operations: number,
): LoadScenario[] => {
  const needed = neededRequests(criteria);
  const plain = { criteria, judged: 'whole', in_order: false, stops: false } as const;
  const step = lasting(loadDurations.step, needed, peak);
  return [
    {
      ...plain,
      name: 'smoke',
      phases: [steady(1, Math.max(1, operations))],
      criteria: { p50: null, p95: null, p99: null, errors: 0 },
      in_order: true,
    },
    { ...plain, name: 'average', phases: [steady(average, lasting(loadDurations.held, needed, average))] },
    {
      ...plain,
      name: 'stress',
      phases: [
        { from: average, to: peak, seconds: loadDurations.ramp },
        steady(peak, lasting(loadDurations.held, needed, peak)),
      ],
    },
    {
      ...plain,
      name: 'spike',
      phases: [
        steady(average, minute),
        steady(peak, lasting(loadDurations.spike, needed, peak)),
        steady(average, 2 * minute),
      ],
    },
    {
      ...plain,
      name: 'soak',
      phases: Array.from({ length: loadDurations.soakHours }, () => steady(average, 60 * minute)),
      judged: 'each',
    },
    {
      ...plain,
      name: 'breakpoint',
      phases: Array.from({ length: breakpointSteps }, (_, index) =>
        steady(rounded(peak * (index + 1)), step),
      ),
      judged: 'first',
      stops: true,
    },
  ];
};

/** Whether a scenario says anything within `longest`: enough requests come at the rate it holds. */
const tells = ({ name }: LoadScenario, { average, peak, criteria }: LoadPlan): boolean => {
  const needed = neededRequests(criteria);
  if (name === 'smoke') return true;
  if (name === 'soak') return needed / average <= longest / loadDurations.soakHours;
  if (name === 'average') return needed / average <= longest;
  return (needed / peak) * (name === 'breakpoint' ? breakpointSteps : 1) <= longest;
};

/** The rates of the file's load, and what is to hold at them; null where the file gives no load. Pure. */
export const loadPlanOf = (design: Design): LoadPlan | null => {
  const { requirements } = design.analysis;
  const calls = callRatesOf(design);
  if (calls === null || calls.average <= 0) return null;
  const rates = { average: rounded(calls.average), peak: rounded(calls.peak) };
  const criteria = criteriaOf(requirements);
  const requests = plannedRequests(design, { ...rates, reads: calls.reads }).map(one => ({
    ...one,
    share: rounded(one.share),
  }));
  const plan = { ...rates, criteria, requests, scenarios: [], left_out: [] };
  const scenarios = scenariosOf(plan, requests.length);
  return {
    ...plan,
    scenarios: scenarios.filter(one => tells(one, plan)),
    left_out: scenarios.filter(one => !tells(one, plan)).map(({ name }) => name),
  };
};

/** The header in which a request carries who calls, as an example; null where none is decided, or it is no header. */
const headerOf = (design: Design): string | null => {
  const { scheme } = schemeOf(design) ?? {};
  switch (scheme?.type) {
    case 'http':
      return `Authorization: ${scheme.scheme === 'basic' ? 'Basic' : 'Bearer'} …`;
    case 'apiKey':
      return scheme.in === 'cookie' ? `Cookie: ${scheme.name}=…` : `${scheme.name}: …`;
    default:
      return null;
  }
};

/** What the script knows; `null` where there is no load, or no operation to send. Pure. */
export const scriptPlanOf = (design: Design): object | null => {
  const plan = loadPlanOf(design);
  if (plan === null || plan.requests.length === 0) return null;
  return {
    system: oneLine(design.analysis.requirements.system),
    header: headerOf(design),
    scenarios: plan.scenarios,
    resources: plannedResources(design),
    requests: plan.requests.map(({ because: _because, does: _does, ...request }) => request),
  };
};
