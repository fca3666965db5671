import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { think } from '../../src/commands/think.ts';
import { affectedBy, movedFacts, shiftsOf } from '../../src/design/shift.ts';
import { type LoadOutcome, sweepsOf } from '../../src/design/sweep.ts';
import { plainNumber, readChanged, settingOf } from '../../src/requirements/settings.ts';
import type { Design } from '../../src/stages/design.ts';
import { agree } from '../../src/weighing/agree.ts';
import { architect } from '../rules/designs.ts';

const examples = new URL('../../docs/examples/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(`${name}/requirements.yaml`, examples), 'utf8');
const changed = (name: string, ...settings: readonly string[]) =>
  readChanged(text(name), name, settings.map(settingOf), 5).after.requirements;
const thought = new Map<string, Promise<Design>>();
const designWith = (name: string, ...settings: readonly string[]): Promise<Design> => {
  const key = [name, ...settings].join(' ');
  const design = thought.get(key) ?? think(architect, changed(name, ...settings));
  thought.set(key, design);
  return design;
};

const factors = [1, 2, 5, 10, 20, 50, 100];

describe.each(['order-notifications', 'ticket-shop'])('%s under a growing load', name => {
  test('every crossing is there when the file is changed so, and nothing turns between two of them', async () => {
    const { analysis, decided } = await designWith(name);
    const questions = decided.map(({ decision, weighed: { proposal } }) => ({
      decision,
      proposal,
      walk: false,
    }));
    const at = new Map<number, ReturnType<typeof agree>>();
    const agreedAt = (factor: number): ReturnType<typeof agree> => {
      const agreed = at.get(factor) ?? agree(questions, changed(name, `load=x${plainNumber(factor)}`));
      at.set(factor, agreed);
      return agreed;
    };
    const outcome = (id: string, factor: number): LoadOutcome => {
      const one = agreedAt(factor).find(({ question }) => question.decision.id === id);
      if (one === undefined) throw new Error(id);
      const { assessment, proposal } = one.weighed;
      const winner = proposal.options.find(option => option.id === assessment?.winner);
      return {
        winner: winner === undefined ? null : { id: winner.id, name: winner.name },
        verdict: assessment?.verdict ?? null,
      };
    };
    let crossings = 0;
    for (const { decided: one, stretches, samples } of sweepsOf(decided, analysis.requirements, factors)) {
      expect(stretches[0]?.winner?.id).toBe(one.chosen?.id);
      for (const [index, { from, winner, verdict }] of stretches.entries()) {
        const end = stretches[index + 1]?.from ?? 100;
        for (const part of index === 0 ? [0, 0.999] : [0.001, 0.999])
          expect(outcome(one.decision.id, from + (end - from) * part)).toEqual({ winner, verdict });
        crossings += index === 0 ? 0 : 1;
      }
      expect(samples.map(({ factor }) => factor)).toEqual(factors);
    }
    expect(crossings).toBeGreaterThan(0);
  });
});

test('at ten times the load all is as if the file said so', async () => {
  const before = await designWith('ticket-shop');
  const after = await designWith('ticket-shop', 'load=x10');
  for (const { decided: one, samples } of sweepsOf(before.decided, before.analysis.requirements, factors)) {
    const sample = samples.find(({ factor }) => factor === 10);
    const there = after.decided.find(({ decision }) => decision.id === one.decision.id);
    expect(sample?.winner?.id).toBe(there?.chosen?.id);
    expect(sample?.verdict).toBe(there?.weighed.assessment?.verdict);
  }
});

describe('what other values change', () => {
  test('the same file changes nothing', async () => {
    const [before, after] = [
      await designWith('club-bookings'),
      await think(architect, changed('club-bookings')),
    ];
    expect(new Set(shiftsOf(before, after).map(({ change }) => change))).toEqual(new Set(['none']));
    expect(
      shiftsOf(before, after).flatMap(({ moved, gates, weights }) => [...moved, ...gates, ...weights]),
    ).toEqual([]);
    expect(movedFacts(before, after)).toEqual([]);
  });

  test('a changed choice tells which ratings moved, and who leans on it', async () => {
    const before = await designWith('club-bookings');
    const after = await designWith('club-bookings', 'load.peak=4000/s');
    const shifts = shiftsOf(before, after);
    const store = shifts.find(({ id }) => id === 'primary-store');
    expect(store).toMatchObject({ change: 'winner', before: { chosen: { id: 'sqlite' } } });
    expect(store?.after?.chosen?.id).not.toBe('sqlite');
    expect(store?.moved).toContainEqual(
      expect.objectContaining({ option: 'SQLite on one server', criterion: 'complexity' }),
    );
    for (const { from, to } of store?.moved ?? []) expect(from).not.toEqual(to);
    const affected = affectedBy(shifts, before, after);
    expect(affected).toContainEqual(
      expect.objectContaining({ id: 'domain-events', on: 'Primary store', fits: true }),
    );
    expect(movedFacts(before, after).map(({ path }) => path)).toContain('load.peak');
  });

  test('a constraint shows whom it excludes, a ranking how weights move', async () => {
    const before = await designWith('club-bookings');
    const forbidden = shiftsOf(before, await designWith('club-bookings', 'constraints.forbids=public-cloud'));
    const compute = forbidden.find(({ id }) => id === 'compute');
    expect(compute?.gates).toContainEqual(
      expect.objectContaining({ option: 'One virtual machine with systemd', excluded: true }),
    );
    const ranked = shiftsOf(before, await designWith('club-bookings', 'priorities=reliability'));
    const [weights] = ranked.map(one => one.weights.filter(({ criterion }) => criterion === 'cost'));
    for (const { from, to } of weights ?? []) expect(to).toBeLessThan(from);
    expect(ranked.flatMap(one => one.weights).length).toBeGreaterThan(0);
  });

  test('what is settled is dropped from the records, and what no longer fits it is told', async () => {
    const before = await designWith('payment-ledger');
    const after = await designWith('payment-ledger', 'decided.primary-store=ClickHouse');
    const shifts = shiftsOf(before, after);
    const fits = affectedBy(shifts, before, after).map(({ fitted, fits: still }) => [fitted, still]);
    expect(fits).toContainEqual([true, false]);
  });
});
