import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Configuration, Waiver } from '../../src/model/configuration.ts';
import { configured, idleWaivers } from '../../src/rules/configured.ts';

type F = { readonly rule: string; readonly level: 'error' | 'warning'; readonly names: readonly string[] };
const finding = (rule: string, ...names: readonly string[]): F => ({ rule, level: 'warning', names });
const waiver = (rule: string, at: string, until: string | null = null): Waiver => ({
  ...{ rule, at, until, reason: `why ${at}` },
  place: { file: 'adrgen.yaml', line: 1, column: 1 },
});
const apply = (findings: readonly F[], configuration: Partial<Configuration>, day = '2026-11-22') =>
  configured(findings, { rules: {}, waivers: [], ...configuration }, ({ names }) => names, day);

test('levels are the team’s, and what is off goes', () => {
  const { findings } = apply([finding('A'), finding('B'), finding('C')], { rules: { A: 'off', B: 'error' } });
  expect(findings.map(({ rule, level }) => [rule, level])).toEqual([
    ['B', 'error'],
    ['C', 'warning'],
  ]);
});

test.each([
  ['docs/adr/1.md', true],
  ['./docs/adr/1.md', true],
  ['docs/adr/', true],
  ['docs/', true],
  ['docs/adr', false],
  ['docs/adr/1', false],
  ['quality.availability', true],
  ['quality', false],
])('a waiver at %s waives: %s', (at, isWaived) => {
  const waivers = [waiver('A', at)];
  const { findings, used } = apply([finding('A', 'docs/adr/1.md', 'quality.availability')], { waivers });
  expect(findings[0]?.waived).toEqual(isWaived ? { reason: `why ${at}`, until: null } : undefined);
  expect([...used]).toEqual(isWaived ? [0] : []);
});

test('a waiver holds up to and with its day, for its rule alone', () => {
  const waivers = [waiver('A', 'x', '2026-11-22')];
  const isWaived = (rule: string, day: string): boolean =>
    apply([finding(rule, 'x')], { waivers }, day).findings[0]?.waived !== undefined;
  expect([isWaived('A', '2026-11-22'), isWaived('A', '2026-11-23'), isWaived('B', '2026-11-22')]).toEqual([
    true,
    false,
    false,
  ]);
  const idle = (day: string) => {
    const configuration = { rules: {}, waivers };
    return idleWaivers(configuration, apply([finding('B', 'x')], configuration, day).used, day);
  };
  expect(idle('2026-11-22')).toMatchObject([{ expired: false }]);
  expect(idle('2026-11-23')).toMatchObject([{ expired: true }]);
});

test('no finding is lost or added, unless its rule is off', () => {
  const name = fc.constantFrom('x', 'y', 'z/');
  const rule = fc.constantFrom('A', 'B', 'C');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(rule, name)),
      fc.array(fc.tuple(rule, name, fc.option(fc.constantFrom('2026-11-21', '2026-11-22')))),
      fc.dictionary(rule, fc.constantFrom('off', 'warning', 'error')),
      (found, waived, rules) => {
        const given = found.map(([id, at]) => finding(id, at));
        const { findings } = apply(given, { rules, waivers: waived.map(one => waiver(...one)) });
        expect(findings.map(one => one.names)).toEqual(
          given.filter(one => rules[one.rule] !== 'off').map(one => one.names),
        );
      },
    ),
  );
});
