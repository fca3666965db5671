import { settledAnswer } from '../design/store.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import { factsOf } from '../weighing/facts.ts';
import { formatFact } from '../weighing/format-fact.ts';
import { listed } from './decisions.ts';
import { type Rule, requirement, rule } from './rule.ts';

/** A means against ten times the load: the decision that weighs it, and from when on it is needed. */
type Lever = {
  readonly name: string;
  readonly topic: 'compute' | 'caching' | 'primary-store';
  /** Requests a second or bytes at ten times the load, and above how many the lever has to be discussed. */
  readonly at: (requirements: Requirements) => number | null;
  readonly above: number;
  readonly path: string;
};

const numberAt = (requirements: Requirements, path: string): number | null => {
  const fact = factsOf(requirements)(path);
  return fact.kind === 'number' ? fact.value : null;
};

const tenfold =
  (path: string) =>
  (requirements: Requirements): number | null => {
    const value = numberAt(requirements, path);
    return value === null ? null : 10 * value;
  };

/** All requests where the file does not say how many of them read. */
const tenfoldReads = (requirements: Requirements): number | null => {
  const requests = numberAt(requirements, 'load.tenfold');
  return requests === null ? null : requests * (numberAt(requirements, 'load.reads') ?? 1);
};

/** Thresholds are assumptions of this rule (docs/rules/cap-003.md): below them one server answers. */
const levers: readonly Lever[] = [
  {
    name: 'copies behind a load balancer',
    topic: 'compute',
    at: requirements => numberAt(requirements, 'load.tenfold'),
    above: 1_000,
    path: 'load.tenfold',
  },
  { name: 'a cache or a CDN', topic: 'caching', at: tenfoldReads, above: 5_000, path: 'load.tenfold' },
  {
    name: 'sharding, for the writes',
    topic: 'primary-store',
    at: tenfold('data.writes'),
    above: 20_000,
    path: 'data.writes',
  },
  {
    name: 'sharding, for the data',
    topic: 'primary-store',
    at: tenfold('data.stored'),
    above: 20e12,
    path: 'data.stored',
  },
];

const isDiscussed = (design: Design, topic: Lever['topic']): boolean =>
  design.decided.some(({ decision }) => decision.id === topic) || settledAnswer(design, topic) !== undefined;

const leversDiscussed = rule({
  id: 'CAP-003',
  says: 'Copies, cache, CDN and sharding are decided where ten times the load is more than one server bears.',
  levels: { system: 'warning' },
  breaches: design => {
    const { requirements } = design.analysis;
    const missed = levers.flatMap(({ name, topic, at, above, path }) => {
      const value = at(requirements);
      if (value === null || value <= above || isDiscussed(design, topic)) return [];
      const text = formatFact(path, { kind: 'number', value });
      return [{ topic, says: `${name} (${text} at ten times the load)` }];
    });
    if (missed.length === 0) return [];
    const topics = [...new Set(missed.map(({ topic }) => topic))];
    return [
      {
        about: 'system',
        at: requirement('load'),
        text: `No decision weighs ${listed(missed.map(({ says }) => says))}.`,
        hint: `Ask it in decisions (id: ${topics.join(', ')}), or write in decided why it is not needed.`,
      },
    ];
  },
});

export const leverRules: readonly Rule[] = [leversDiscussed];
