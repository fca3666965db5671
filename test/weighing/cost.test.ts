import { describe, expect, it } from 'vitest';
import { costOf } from '../../src/weighing/cost.ts';

describe('cost', () => {
  const instances = { name: 'instances', units: 3, quantity: 720, price: 0.1 };

  it('adds up what has a price, people included', () => {
    const people = { name: 'operations', units: 1, quantity: 20, price: 80 };
    expect(costOf([instances, people])).toMatchObject({ total: 216 + 1_600, unpriced: [] });
  });

  it('never invents a price', () => {
    const answer = costOf([instances, { name: 'storage', units: 1, quantity: 500, price: null }]);
    expect(answer).toMatchObject({ total: 216, unpriced: ['storage'] });
    expect(answer?.lines[1]).toMatchObject({ used: 500, amount: null });
  });

  it('answers nothing for what cannot be', () => {
    expect(costOf([{ ...instances, price: -1 }])).toBeNull();
    expect(costOf([{ ...instances, quantity: Number.NaN }])).toBeNull();
    expect(costOf([{ name: 'x', units: 1e308, quantity: 1e308, price: null }])).toBeNull();
  });
});
