import type { Design } from '../stages/design.ts';

/** What a schema file is written in. */
export const dialects = ['postgresql', 'sqlite', 'cockroachdb', 'clickhouse', 'mongodb', 'dynamodb'] as const;
export type Dialect = (typeof dialects)[number];

/** The store that entities are kept in, as far as it is decided. */
export type Store = {
  /** As documents call it; null where nothing is decided. */
  readonly name: string | null;
  /** Null where no dialect is known for it. */
  readonly dialect: Dialect | null;
};

const spelled: readonly (readonly [RegExp, Dialect])[] = [
  [/\bcockroach/iu, 'cockroachdb'],
  [/\bpostgre|\bpg\b/iu, 'postgresql'],
  [/\bsqlite\b/iu, 'sqlite'],
  [/\bclickhouse\b/iu, 'clickhouse'],
  [/\bmongo/iu, 'mongodb'],
  [/\bdynamo/iu, 'dynamodb'],
];

const dialectOf = (id: string, name: string): Dialect | null =>
  dialects.find(dialect => dialect === id) ??
  spelled.find(([pattern]) => pattern.test(name) || pattern.test(id))?.[1] ??
  null;

/** The chosen option of a decision of the catalogue; undefined where it was not made or found no winner. */
export const chosenIn = ({ decided }: Design, decision: string): string | undefined =>
  decided.find(one => one.decision.id === decision)?.chosen?.id;

/** What the file settled of a topic of the catalogue, in its own words; undefined where the topic is open. */
export const settledAnswer = ({ analysis }: Design, topic: string): string | undefined =>
  analysis.settled.find(({ topics }) => topics.includes(topic))?.answer;

/** The primary store: chosen here, or settled before. Pure. */
export const storeOf = (design: Design): Store => {
  const chosen = design.decided.find(({ decision }) => decision.id === 'primary-store')?.chosen;
  if (chosen !== null && chosen !== undefined)
    return { name: chosen.name, dialect: dialectOf(chosen.id, chosen.name) };
  const settled = settledAnswer(design, 'primary-store');
  return settled === undefined
    ? { name: null, dialect: null }
    : { name: settled, dialect: dialectOf('', settled) };
};

/** Decompositions in which each owner has a database of its own. */
const apart: ReadonlySet<string> = new Set(['service-per-owner', 'microservices']);

/** Whether a table of one owner can refer to a table of another. */
export const ownersApart = (design: Design): boolean => apart.has(chosenIn(design, 'decomposition') ?? '');

export type EventLog =
  | 'outbox'
  | 'change-data-capture'
  | 'event-sourcing'
  | 'log-first'
  | 'in-process'
  | null;

/** How events are recorded: what the domain-events decision chose, else an outbox that messaging chose. */
export const eventLogOf = (design: Design): EventLog => {
  const chosen = chosenIn(design, 'domain-events');
  switch (chosen) {
    case 'outbox':
    case 'change-data-capture':
    case 'event-sourcing':
    case 'log-first':
      return chosen;
    default:
      return chosenIn(design, 'messaging') === 'outbox'
        ? 'outbox'
        : chosen === 'in-process'
          ? 'in-process'
          : null;
  }
};
