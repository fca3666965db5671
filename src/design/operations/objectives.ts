import { z } from 'zod';
import type { Requirements } from '../../model/requirements.ts';
import { placesOf } from '../lookups.ts';
import type { Sight } from '../sight.ts';
import { eventLogOf } from '../store.ts';
import { subscriptionsOf } from '../subscriptions.ts';

/** What is measured against which objective: a count of what over what. */
export const objectiveView = z.strictObject({ objective: z.string(), measure: z.string(), from: z.string() });
export type ObjectiveView = z.output<typeof objectiveView>;

const latencies = [
  ['latency_p50', '50'],
  ['latency_p95', '95'],
  ['latency_p99', '99'],
] as const;

const qualityRows = ({ requirements, entrance, parts, store }: Sight): ObjectiveView[] => {
  const { quality } = requirements;
  if (quality === undefined) return [];
  const { availability, error_rate, update_delay, rpo } = quality;
  const copy = parts.find(({ name }) => /\b(?:standby|copied log)\b/iu.test(name));
  return [
    ...(availability === undefined
      ? []
      : [
          {
            objective: `${availability.text} of requests answered`,
            measure: `at ${entrance}: answers below 500 / all but 429, over 30 days`,
            from: 'quality.availability',
          },
        ]),
    ...latencies.flatMap(([name, share]) => {
      const limit = quality[name];
      return limit === undefined
        ? []
        : [
            {
              objective: `${share} % of requests within ${limit.text}`,
              measure: `at ${entrance}: answers within ${limit.text} / all answers, each 5 min`,
              from: `quality.${name}`,
            },
          ];
    }),
    ...(error_rate === undefined
      ? []
      : [
          {
            objective: `at most ${error_rate.text} of requests fail`,
            measure: `at ${entrance}: answers of 500 and above / all`,
            from: 'quality.error_rate',
          },
        ]),
    ...(update_delay === undefined
      ? []
      : [
          {
            objective: `reads at most ${update_delay.text} old`,
            measure: `a probe writes once a minute: reads that show it after ${update_delay.text} / all these reads`,
            from: 'quality.update_delay',
          },
        ]),
    ...(rpo === undefined || copy === undefined
      ? []
      : [
          {
            objective:
              rpo.value === 0
                ? `${copy.name} has every acknowledged write`
                : `${copy.name} at most ${rpo.text} behind`,
            measure:
              rpo.value === 0
                ? `acknowledged writes of ${store} that ${copy.name} has not confirmed: none`
                : `time of the last change in ${copy.name} against that in ${store}`,
            from: 'quality.rpo',
          },
        ]),
  ];
};

const heardBy = (sight: Sight, from: string, to: string): string => {
  const events = subscriptionsOf(sight.requirements)
    .filter(one => one.from === from && one.to === to)
    .flatMap(({ entities }) => entities.flatMap(({ commands }) => commands.map(({ event }) => event)));
  return [...new Set(events)].slice(0, 2).join(', ');
};

/** Flows that tolerate a delay: how long what passes waits. */
const delayRows = (sight: Sight): ObjectiveView[] => {
  const log = eventLogOf(sight.design);
  return sight.requirements.flows.flatMap(({ from, to, kind, delay }) => {
    if (delay === undefined) return [];
    const events = heardBy(sight, from, to);
    const measure =
      kind === 'file'
        ? `age of the oldest file that ${to} has not taken`
        : kind === 'event' && log === 'outbox'
          ? `age of the oldest outbox row for ${to} that is not marked as delivered`
          : `age of the oldest message that ${to} has not processed`;
    return [
      {
        objective: `${from} → ${to} within ${delay.text}`,
        measure: events === '' ? measure : `${measure} (${events} …)`,
        from: 'flows',
      },
    ];
  });
};

const measurable = /\d/u;
const timed = /\b(?:within|until|by|of 100|percent|per cent|in under|seconds?|minutes?|hours?)\b|%/iu;

/** Fit criteria that are indicators already: they name a number and a time or share. */
const criterionRows = ({ requirements, operations }: Sight): ObjectiveView[] =>
  requirements.functional.flatMap(({ id, fit_criterion, priority }) => {
    if (priority === 'wont' || fit_criterion === undefined) return [];
    if (!measurable.test(fit_criterion) || !timed.test(fit_criterion) || isTest(fit_criterion)) return [];
    const events = operations.flatMap(({ command, requirements: cited }) =>
      command !== null && cited.includes(id) ? [command.event] : [],
    );
    return [
      {
        objective: fit_criterion,
        measure:
          events.length === 0
            ? 'which event begins and ends it is not said'
            : `counted on ${[...new Set(events)].join(', ')}`,
        from: id,
      },
    ];
  });

/** `In a load test …`: passed once, not watched every day. */
const isTest = (text: string): boolean => placesOf(text.toLowerCase().split(/\W+/u), 'test').length > 0;

/** Indicators of this system with their objectives, in the order: requests, delays, fit criteria. Pure. */
export const objectivesOf = (sight: Sight): readonly ObjectiveView[] => [
  ...qualityRows(sight),
  ...delayRows(sight),
  ...criterionRows(sight),
];

/** Qualities without which an objective is a guess. Pure. */
export const missingObjectives = ({ quality }: Requirements): readonly string[] =>
  (['availability', 'latency_p95'] as const)
    .filter(name => quality?.[name] === undefined)
    .map(name => `quality.${name}`);
