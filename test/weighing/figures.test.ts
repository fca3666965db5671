import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Figure, type FigureInput, units } from '../../src/model/figure.ts';
import { type DerivationId, derivations } from '../../src/weighing/derivations.ts';
import { assumed, derive, derivedFrom, given, recompute } from '../../src/weighing/figures.ts';

const ids = Object.keys(derivations) as readonly DerivationId[];

const average = derive('average-rate', [
  given('daily_users', 100_000, 'users'),
  given('requests_per_user_day', 40, 'requests'),
]);

describe('a chain of figures', () => {
  if (average === null) throw new Error('the average follows from its inputs');
  const peak = derive('peak-rate', [derivedFrom('average', average), assumed('peak_factor', 5, 'factor')]);

  it('carries value, formula, origins and the tenfold', () => {
    expect(peak).toMatchObject({
      id: 'peak-rate',
      formula: 'average · peak_factor',
      unit: 'requests/s',
      inputs: [
        { name: 'average', origin: 'derived' },
        { name: 'peak_factor', origin: 'default' },
      ],
    });
    expect(average.value).toBeCloseTo(46.3, 1);
    expect(peak?.value).toBeCloseTo(231.5, 1);
    expect(peak?.tenfold).toBeCloseTo(2_315, 0);
  });

  it('tells figures of one kind apart by what they are of', () => {
    const inputs = [given('rate', 5, 'messages/s'), given('response_time', 0.2, 's')];
    const figure = derive('concurrency', inputs, { subject: 'mail', name: 'Mails at once', unit: 'count' });
    expect(figure).toMatchObject({ id: 'concurrency:mail', name: 'Mails at once', unit: 'count', value: 1 });
    expect(figure !== null && recompute(figure).holds).toBe(true);
  });
});

describe('derive', () => {
  it('has no figure where an input is missing, unknown, twice there or impossible', () => {
    const users = given('daily_users', 10, 'users');
    const requests = given('requests_per_user_day', 4, 'requests');
    expect(derive('average-rate', [users])).toBeNull();
    expect(derive('average-rate', [users, requests, given('more', 1, 'count')])).toBeNull();
    expect(derive('average-rate', [users, users])).toBeNull();
    expect(derive('average-rate', [{ ...users, value: -1 }, requests])).toBeNull();
  });

  it('leaves the tenfold out where there is none', () => {
    const wait = derive('mean-wait', [
      given('rate', 5, 'requests/s'),
      given('service_time', 1, 's'),
      given('servers', 8, 'instances'),
    ]);
    expect(wait?.value).toBeGreaterThan(0);
    expect(wait).not.toHaveProperty('tenfold');
  });
});

/** Any inputs of the right names: mostly possible ones. */
const inputsOf = (id: DerivationId): fc.Arbitrary<readonly FigureInput[]> => {
  const value = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constantFrom(0.2, 0.9, 0.999, 1.5, 0));
  const inputs = derivations[id].inputs ?? ['web', 'database', 'mail'];
  return fc
    .tuple(...inputs.map(() => value))
    .map(values => inputs.map((name, index) => given(name, values[index] ?? 0, 'count')));
};

describe('every derivation', () => {
  it.each(ids)('%s: names its inputs in its formula and gives figures that hold', id => {
    const { formula, inputs, load, unit } = derivations[id];
    // Figures of a queue name Erlang C, which the servers enter.
    for (const name of inputs ?? []) {
      if (name !== 'servers' || !formula.includes('Erlang')) expect(formula).toContain(name);
    }
    for (const name of load === 'every' ? [] : load) expect(inputs).toContain(name);
    if (load === 'every') expect(inputs).toBeNull();
    expect(units).toContain(unit);
    let seen = 0;
    fc.assert(
      fc.property(inputsOf(id), values => {
        const figure = derive(id, values);
        if (figure === null) return;
        seen += 1;
        expect(Number.isFinite(figure.value) && figure.value >= 0).toBe(true);
        expect(recompute(JSON.parse(JSON.stringify(figure)) as Figure)).toMatchObject({ holds: true });
        expect(recompute({ ...figure, value: figure.value * 1.01 + 1 }).holds).toBe(false);
        if (figure.tenfold !== undefined) {
          expect(recompute({ ...figure, tenfold: figure.tenfold * 1.01 + 1 }).holds).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(0);
  });
});

describe('recompute', () => {
  it('does not believe figures of no known kind, or with another formula', () => {
    if (average === null) throw new Error('the average follows from its inputs');
    expect(recompute({ ...average, id: 'toString' })).toEqual({ holds: false, value: null, tenfold: null });
    expect(recompute({ ...average, formula: 'a guess' }).holds).toBe(false);
    expect(recompute({ ...average, inputs: [] }).holds).toBe(false);
  });
});
