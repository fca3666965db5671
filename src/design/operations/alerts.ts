import { z } from 'zod';
import type { Requirements } from '../../model/requirements.ts';
import {
  alertBudgetShare,
  alertErrorShare,
  type BurnRateAlert,
  burnRateAlerts,
  errorBudgetSeconds,
} from '../../weighing/availability.ts';
import { secondsPerDay, secondsPerMonth } from '../../weighing/capacity.ts';
import { factsOf } from '../../weighing/facts.ts';
import { formatGiven } from '../../weighing/format-figure.ts';

/** A multi-window alert on the error budget, in numbers of this system. */
export const alertView = z.strictObject({
  burn: z.string(),
  windows: z.string(),
  share: z.string(),
  requests: z.string(),
  budget: z.string(),
  action: z.string(),
});
export type AlertView = z.output<typeof alertView>;

/** From when an outage is unseen until it is seen, where nobody watches outside office hours: ours, an assumption. */
const unwatchedNight = 16 * 3_600;
/** What a person takes from a page to a first step: ours, an assumption. */
const answerTime = 5 * 60;

/** Requests a second over the day; null where the file does not say. */
export const averageRateOf = (requirements: Requirements): number | null => {
  const fact = factsOf(requirements)('load.average');
  return fact.kind === 'number' && fact.value > 0 ? fact.value : null;
};

/** Nine digits: what is counted must not turn on the noise of 1 − 0.999. */
const steady = (value: number): number => Number(value.toPrecision(9));

const minutes = (seconds: number): string =>
  `${formatGiven(Number((seconds / 60).toPrecision(3)), 'count')} min`;
const times = (factor: number): string => formatGiven(Number(factor.toPrecision(2)), 'factor');

const requestsText = (
  share: number,
  { longWindow, shortWindow }: BurnRateAlert,
  rate: number | null,
): string => {
  if (rate === null) return 'load not said';
  const failing = (window: number): string => {
    const many = rate * window;
    return `${formatGiven(Math.max(1, Math.ceil(steady(many * share))), 'count')} of ${formatGiven(Math.round(steady(many)), 'count')}`;
  };
  return `${failing(longWindow)} and ${failing(shortWindow)}`;
};

const whoHears = (action: BurnRateAlert['action'], { team }: Requirements): string => {
  if (action === 'ticket') return 'ticket, next working day';
  switch (team?.on_call) {
    case '24x7':
      return 'page, day and night';
    case 'business-hours':
      return 'page in office hours; at night it waits';
    case 'none':
      return 'a message; nobody is on call';
    default:
      return 'page; to whom is not said (team.on_call)';
  }
};

/** The alerts on the error budget; empty without an objective, or with one that leaves no budget. Pure. */
export const alertsOf = (requirements: Requirements): readonly AlertView[] => {
  const objective = requirements.quality?.availability?.value;
  if (objective === undefined) return [];
  const rate = averageRateOf(requirements);
  return burnRateAlerts.flatMap(alert => {
    const share = alertErrorShare(alert, objective);
    return share === null
      ? []
      : [
          {
            burn: `${formatGiven(alert.burnRate, 'factor')}`,
            windows: `${formatGiven(alert.longWindow, 's')} and ${formatGiven(alert.shortWindow, 's')}`,
            share: formatGiven(Number(share.toPrecision(6)), 'share'),
            requests: requestsText(share, alert, rate),
            budget: formatGiven(Number(alertBudgetShare(alert).toPrecision(4)), 'share'),
            action: whoHears(alert.action, requirements),
          },
        ];
  });
};

/** The share of failing requests at which the fastest alert fires: also what a release may not pass. */
export const fastestShareOf = ({ quality }: Requirements): number | null => {
  const [fastest] = burnRateAlerts;
  return quality?.availability === undefined || fastest === undefined
    ? null
    : alertErrorShare(fastest, quality.availability.value);
};

/** Too few requests in the short window for a share of them to mean anything. */
const thinTraffic = (requirements: Requirements): string[] => {
  const share = fastestShareOf(requirements);
  const rate = averageRateOf(requirements);
  const [fastest] = burnRateAlerts;
  if (share === null || rate === null || fastest === undefined) return [];
  const many = rate * fastest.shortWindow;
  if (many * share >= 1) return [];
  const probes = Math.ceil((1 / share - many) / (fastest.shortWindow / 60));
  return [
    `On average ${formatGiven(Number(many.toPrecision(2)), 'count')} requests come in ${formatGiven(fastest.shortWindow, 's')}, so that a single failed one passes ${formatGiven(Number(share.toPrecision(6)), 'share')}: ${probes === 1 ? 'a probe' : `${formatGiven(probes, 'count')} probes`} a minute from outside ${probes === 1 ? 'makes' : 'make'} it two (1 / share − requests, over the window).`,
  ];
};

const recoveryText = (budget: number, { quality }: Requirements): string[] => {
  if (quality?.rto === undefined || quality.rto.value <= 0) return [];
  const outages = budget / quality.rto.value;
  return outages < 1
    ? [
        `One recovery within the time that is allowed (quality.rto, ${quality.rto.text}) takes ${times(1 / outages)} the budget of a month, so that the two contradict each other: which one holds?`,
      ]
    : [
        `It holds ${formatGiven(Math.floor(steady(outages)), 'count')} full ${outages < 2 ? 'outage' : 'outages'} of the time that recovery may take (quality.rto, ${quality.rto.text}).`,
      ];
};

const peopleText = (budget: number, { team }: Requirements): string[] => {
  if (team?.on_call === 'none' || team?.on_call === 'business-hours') {
    const spent = unwatchedNight / budget;
    return spent < 0.5
      ? []
      : [
          `An outage that begins in the evening and is seen in the morning (${formatGiven(unwatchedNight, 's')}, assumed; team.on_call: ${team.on_call}) takes ${times(spent)} the budget of a month.`,
        ];
  }
  return budget <= 3 * answerTime
    ? [
        `A person who is paged needs ${minutes(answerTime)} (assumed) before the first step, ${times(answerTime / budget)} the whole budget: what is to stay within it has to recover by itself.`,
      ]
    : [];
};

const twoBudgets = ({ quality }: Requirements): string[] => {
  if (quality?.availability === undefined || quality.error_rate === undefined) return [];
  const allowed = Number((1 - quality.availability.value).toPrecision(6));
  const ratio = quality.error_rate.value / allowed;
  return Math.abs(ratio - 1) < 0.01 || allowed === 0
    ? []
    : [
        `quality.error_rate (${quality.error_rate.text}) allows ${times(ratio)} what quality.availability (${quality.availability.text}, so ${formatGiven(allowed, 'share')}) does; the alerts take the latter. Is the former meant for something else?`,
      ];
};

/** What follows from the error budget here: who can keep it, and what contradicts it. Pure. */
export const budgetNotesOf = (requirements: Requirements): readonly string[] => {
  const objective = requirements.quality?.availability;
  if (objective === undefined) return [];
  const budget = errorBudgetSeconds(objective.value);
  if (budget === null || budget <= 0)
    return [`${objective.text} leaves no error budget, so no alert can be computed from it.`];
  const exact = Number(budget.toPrecision(6));
  const rate = averageRateOf(requirements);
  const failing =
    rate === null
      ? ''
      : `, or ${formatGiven(Math.floor(steady(rate * secondsPerMonth * (1 - objective.value))), 'count')} failed requests of ${formatGiven(Math.round(rate * secondsPerMonth), 'count')}`;
  return [
    `The budget of ${objective.text} is ${formatGiven(exact, 's')} of full outage in ${secondsPerMonth / secondsPerDay} days${failing}.`,
    ...recoveryText(exact, requirements),
    ...peopleText(exact, requirements),
    ...thinTraffic(requirements),
    ...twoBudgets(requirements),
  ];
};
