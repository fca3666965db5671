import { expect, test } from 'vitest';
import { leaningsOf } from '../../src/design/leanings.ts';
import { designOf, found } from '../rules/designs.ts';

const orders = {
  system: 'Orders',
  purpose: 'Take orders from shops.',
  functional: ['A shop places an order.', 'The warehouse is told of each order.'],
  entities: [
    { name: 'Order', owner: 'sales', commands: ['place order'] },
    { name: 'Shipment', owner: 'logistics', references: ['Order'], commands: ['book shipment'] },
  ],
  flows: [{ from: 'sales', to: 'logistics', kind: 'event', rate: '5/s', delay: '1 min' }],
};
const settled = (answer: string) => ({ decided: [{ question: 'Primary store', answer }] });

const onStore = async (file: object) =>
  leaningsOf((await designOf({ ...orders, ...file })).decided)
    .filter(({ on }) => on.weighed.proposal.topic?.id === 'primary-store')
    .map(({ from, on, fits }) => ({ from: from.decision.id, on: on.decision.id, fits }));

test('a choice leans on what fits, was settled otherwise, or is not known', async () => {
  const [fitting] = await onStore(settled('PostgreSQL'));
  expect(fitting).toEqual({ from: 'domain-events', on: 'primary-store', fits: true });
  const [failing] = await onStore(settled('ClickHouse'));
  expect(failing).toEqual({ from: 'domain-events', on: 'primary-store', fits: false });
  expect(await onStore(settled('A store of our own'))).toEqual([]);
});

test("a team's own question stands for the topic, and what only the team knows fits for all we know", async () => {
  const ask = (names: readonly string[]) => ({
    decisions: [
      { id: 'db', question: 'Which database?', options: names.map(name => ({ name })), criteria: ['cost'] },
    ],
  });
  const [leaning] = await onStore(ask(['PostgreSQL', 'ClickHouse']));
  expect(leaning).toEqual({ from: 'domain-events', on: 'db', fits: true });
  const own = ['Zebra', 'ClickHouse'].map(name => ({
    name,
    ratings: { cost: name === 'Zebra' ? 4 : 0, complexity: name === 'Zebra' ? 4 : 0 },
  }));
  const zebra = { decisions: [{ id: 'db', question: 'Which database?', options: own }] };
  const design = await designOf({ ...orders, ...zebra });
  expect(design.decided.find(({ decision }) => decision.id === 'db')?.chosen?.name).toBe('Zebra');
  expect((await onStore(zebra))[0]).toEqual({ from: 'domain-events', on: 'db', fits: null });
  expect(found(design, 'COMBO-006').filter(({ text }) => text.includes('Zebra'))).toEqual([]);
});

test('the finding names both decisions, what was wanted and why', async () => {
  const [finding] = found(await designOf({ ...orders, ...settled('ClickHouse') }), 'COMBO-006');
  expect(finding?.at).toEqual({ kind: 'decision', id: 'domain-events' });
  for (const part of [
    '(Domain events)',
    'PostgreSQL with a standby',
    'ClickHouse is chosen',
    'one transaction',
  ])
    expect(finding?.text).toContain(part);
});
