import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Proposal, ProposedOption } from '../../src/model/proposal.ts';
import { readRequirements } from '../../src/requirements/read.ts';
import { agree, outcomesTogether, type Question } from '../../src/weighing/agree.ts';
import { factsOf, factsWith } from '../../src/weighing/facts.ts';
import { weigh } from '../../src/weighing/weigh.ts';

const { requirements } = readRequirements(
  'system: Shop\npurpose: sell\nfunctional: [sells things]\nload: { rps: 100 }\n',
  'requirements.yaml',
);

type Lean = ProposedOption['leans_on'][number];

const leanOn = (topic: string, ...any_of: string[]): Lean => ({
  topic,
  any_of,
  because: { text: `it takes ${any_of.join(' or ')}`, cites: [{ kind: 'assumption', id: 'test' }] },
});

const rule = (rating: number, atLoad: number | null = null) => ({
  cases:
    atLoad === null
      ? []
      : [
          {
            if: `load.peak > ${atLoad}/s`,
            rating: 4 - rating,
            because: { text: 'at that load', cites: [] },
          },
        ],
  otherwise: { rating, because: { text: 'as rated', cites: [] } },
});

type Rated = {
  readonly id: string;
  readonly rating: number;
  readonly turnsAt?: number | null;
  readonly leans?: readonly Lean[];
};

const option = ({ id, rating, turnsAt, leans = [] }: Rated): ProposedOption => ({
  id,
  name: id.toUpperCase(),
  summary: id,
  gates: [],
  skills: [],
  reversibility: 2,
  parts: 1,
  ratings: { cost: rule(rating, turnsAt ?? null) },
  pros: [],
  cons: [],
  consequences: { good: [], bad: [] },
  risks: [],
  confirm: [],
  leans_on: [...leans],
  design: { containers: [], edges: [] },
});

const question = (id: string, significance: number, rated: readonly Rated[], walk = false): Question => {
  const options = rated.map(option);
  const proposal: Proposal = {
    decision: id,
    topic: { id, options: options.map(({ id: name }) => ({ id: name, name: name.toUpperCase() })) },
    kind: 'thing',
    criteria: ['cost'],
    options,
    facts: [],
    sources: [],
  };
  return { decision: { id, title: `Title of ${id}`, significance }, proposal, walk };
};

const told = (questions: readonly Question[]) =>
  Object.fromEntries(
    agree(questions, requirements).map(({ question: { decision }, weighed }) => [
      decision.id,
      {
        winner: weighed.assessment?.winner,
        excluded: weighed.excluded.map(({ option: { id }, by }) => `${id} by ${by}`),
      },
    ]),
  );

const store = question('store', 3, [
  { id: 'rows', rating: 2 },
  { id: 'columns', rating: 3 },
]);

test('what leans on an answer that was not chosen is excluded, and the question is weighed again', () => {
  const events = question('events', 9, [
    { id: 'outbox', rating: 4, leans: [leanOn('store', 'rows')] },
    { id: 'log', rating: 1 },
  ]);
  expect(told([events, store])).toEqual({
    store: { winner: 'columns', excluded: [] },
    events: { winner: 'log', excluded: ['outbox by store'] },
  });
  const [made] = agree([events, store], requirements);
  expect(made?.weighed.excluded[0]?.because).toEqual({
    text: 'leans on ROWS, and “Title of store” is answered with COLUMNS: it takes rows',
    cites: [
      { kind: 'decision', id: 'store' },
      { kind: 'assumption', id: 'test' },
    ],
  });
});

test('where nobody would be left, all stay', () => {
  const events = question('events', 9, [
    { id: 'outbox', rating: 4, leans: [leanOn('store', 'rows')] },
    { id: 'capture', rating: 1, leans: [leanOn('store', 'rows')] },
  ]);
  expect(told([events, store])['events']).toEqual({ winner: 'outbox', excluded: [] });
});

test('in a circle the more significant answer stands, and the other gives way', () => {
  const host = question('host', 5, [
    { id: 'machine', rating: 1 },
    { id: 'platform', rating: 3, leans: [leanOn('base', 'server')] },
  ]);
  const base = (significance: number) =>
    question('base', significance, [
      { id: 'file', rating: 3, leans: [leanOn('host', 'machine')] },
      { id: 'server', rating: 2 },
    ]);
  expect(told([host, base(9)])).toEqual({
    base: { winner: 'file', excluded: [] },
    host: { winner: 'machine', excluded: ['platform by base'] },
  });
  expect(told([host, base(1)])).toEqual({
    host: { winner: 'platform', excluded: [] },
    base: { winner: 'server', excluded: ['file by host'] },
  });
});

test('on what an answer does not lean is excluded only where it would win', () => {
  const base = question('base', 9, [
    { id: 'file', rating: 3, leans: [leanOn('host', 'machine')] },
    { id: 'server', rating: 2 },
  ]);
  const host = (platform: number) =>
    question('host', 5, [
      { id: 'machine', rating: 2 },
      { id: 'platform', rating: platform },
      { id: 'odd', rating: 0, leans: [leanOn('base', 'file')] },
    ]);
  expect(told([base, host(1)])['host']).toEqual({ winner: 'machine', excluded: [] });
  expect(told([base, host(3)])['host']).toEqual({ winner: 'machine', excluded: ['platform by base'] });
});

test('an answer that its topic does not know may do', () => {
  const own: Question = {
    ...store,
    proposal: { ...store.proposal, options: [option({ id: 'own', rating: 4 })] },
  };
  const events = question('events', 9, [
    { id: 'outbox', rating: 4, leans: [leanOn('store', 'rows')] },
    { id: 'log', rating: 1 },
  ]);
  expect(told([own, events])['events']).toEqual({ winner: 'outbox', excluded: [] });
});

test('an answer turns where the one that it leans on turns', () => {
  const growing = question('store', 3, [
    { id: 'rows', rating: 4, turnsAt: 2000 },
    { id: 'columns', rating: 3 },
  ]);
  const events = question(
    'events',
    9,
    [
      { id: 'outbox', rating: 4, leans: [leanOn('store', 'rows')] },
      { id: 'log', rating: 1 },
    ],
    true,
  );
  const [made] = agree([events, growing], requirements);
  expect(made?.weighed.assessment?.winner).toBe('outbox');
  expect(made?.weighed.breakpoints).toMatchObject([
    { path: 'load.peak', direction: 'above', at: 2000, change: 'winner', winner: 'log' },
  ]);
});

/** Questions of a few options each, with leans in every direction, circles included. */
const systems = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
  .chain(([many, most]) => {
    const topics = Array.from({ length: many }, (_, index) => `q${index}`);
    const answers = Array.from({ length: most }, (_, index) => `o${index}`);
    const lean = fc
      .tuple(fc.constantFrom(...topics), fc.subarray(answers, { minLength: 1 }))
      .map(([topic, any_of]) => leanOn(topic, ...any_of));
    const rated = fc.record({
      rating: fc.integer({ min: 0, max: 4 }),
      turnsAt: fc.option(fc.constantFrom(50, 1000, 5000)),
      leans: fc.array(lean, { maxLength: 2 }),
    });
    const one = fc.record({
      significance: fc.integer({ min: 1, max: 3 }),
      options: fc.array(rated, { minLength: 1, maxLength: most }),
    });
    return fc.tuple(...topics.map(() => one)).map(made =>
      made.map(({ significance, options }, index) =>
        question(
          topics[index] ?? '',
          significance,
          options.map((each, place) => ({ ...each, id: answers[place] ?? '' })),
        ),
      ),
    );
  });

test('the order of the questions means nothing', () => {
  fc.assert(
    fc.property(
      systems.chain(one =>
        fc.tuple(
          fc.constant(one),
          fc.shuffledSubarray([...one], { minLength: one.length, maxLength: one.length }),
        ),
      ),
      ([one, other]) => {
        expect(told(other)).toEqual(told(one));
      },
    ),
  );
});

test('nobody excluded is chosen, every exclusion names an answer that stands, and somebody is left', () => {
  fc.assert(
    fc.property(systems, questions => {
      const made = agree(questions, requirements);
      const chosen = new Map(made.map(({ question: { decision }, weighed }) => [decision.id, weighed]));
      for (const { weighed } of made) {
        const winner = weighed.assessment?.winner;
        expect(winner).toBeDefined();
        for (const { option: out, by } of weighed.excluded) {
          expect(out.id).not.toBe(winner);
          const other = chosen.get(by ?? '');
          const answer = other?.proposal.options.find(({ id }) => id === other.assessment?.winner);
          const leans = (
            from: ProposedOption | undefined,
            topic: string | undefined,
            id: string | undefined,
          ) => from?.leans_on.some(one => one.topic === topic && !one.any_of.includes(id ?? '')) === true;
          expect(
            leans(out, other?.proposal.topic?.id, answer?.id) ||
              leans(answer, weighed.proposal.topic?.id, out.id),
          ).toBe(true);
        }
      }
    }),
  );
});

test('without leans each question is weighed as if it were alone', () => {
  fc.assert(
    fc.property(systems, questions => {
      const free = questions.map(one => ({
        ...one,
        proposal: {
          ...one.proposal,
          options: one.proposal.options.map(each => ({ ...each, leans_on: [] })),
        },
      }));
      for (const { question: each, weighed } of agree(free, requirements))
        expect(weighed).toEqual(weigh(each.proposal, requirements, { walk: false }));
    }),
  );
});

test('every turning point of a question among others reproduces', () => {
  fc.assert(
    fc.property(systems, questions => {
      const walked = questions.map(one => ({ ...one, walk: true }));
      const outcomes = outcomesTogether(walked, requirements);
      const peak = factsOf(requirements)('load.peak');
      expect(peak).toEqual({ kind: 'number', value: 500 });
      for (const { question: each, weighed } of agree(walked, requirements)) {
        const outcomeAt = outcomes.find(({ question: one }) => one === each)?.outcomeAt;
        for (const { at, inclusive, direction, winner } of weighed.breakpoints) {
          const value = inclusive ? at : at + (direction === 'above' ? 1 : -1);
          const there = outcomeAt?.(factsWith(requirements, 'load.peak', { kind: 'number', value }));
          expect(there?.winner).toBe(winner);
        }
      }
    }),
  );
});
