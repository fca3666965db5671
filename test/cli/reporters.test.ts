import { describe, expect, test } from 'vitest';
import { githubReport, githubSummary } from '../../src/cli/reporters/github.ts';
import { sarifReport } from '../../src/cli/reporters/sarif.ts';
import { textReport } from '../../src/cli/reporters/text.ts';
import type { LintFinding, LintResult } from '../../src/model/lint.ts';

const finding = (more: Partial<LintFinding> = {}): LintFinding => ({
  ...{ rule: 'OPT-001', level: 'error', text: 'A single option.', hint: 'Name others.' },
  place: { file: 'docs/adr/0001-x.md', line: 7, column: 3 },
  ...more,
});
const result = (findings: readonly LintFinding[], more: Partial<LintResult> = {}): LintResult => ({
  ...{ root: '/repository', version: '1.2.3', configuration: null, findings, fixed: [], failures: [] },
  checked: { requirements: 1, records: 2, documents: 0 },
  rules: [...new Set(findings.map(({ rule }) => rule))].map(id => ({ id, says: `${id} says` })),
  exitCode: 1,
  ...more,
});
const waived = { waived: { reason: 'Old', until: '2027-01-01' } } as const;

describe('github', () => {
  test('what would end a property or a command is escaped', () => {
    const nasty = finding({
      place: { file: 'a,b:c%d\r\n::e.md', line: 1 },
      text: '100 %\n::set-output::x',
      hint: '',
    });
    const [line, ...rest] = githubReport(result([nasty])).split('\n');
    expect(line).toBe(
      '::error file=a%2Cb%3Ac%25d%0D%0A%3A%3Ae.md,line=1,title=OPT-001::100 %25%0A::set-output::x ',
    );
    expect(rest).toEqual(['1 requirements file and 2 records: 1 error']);
  });
  test('ten at most, errors first; waived ones only in the summary', () => {
    const many = [
      finding({ level: 'warning' }),
      ...Array.from({ length: 11 }, (_, index) => finding({ text: `${index}` })),
      finding(waived),
    ];
    const lines = githubReport(result(many)).split('\n');
    expect(lines.filter(line => line.startsWith('::error'))).toHaveLength(10);
    expect(lines.slice(10)).toEqual([
      'and 2 more, in the summary of this step',
      '1 requirements file and 2 records: 11 errors, 1 warning, 1 waived',
    ]);
    expect(
      githubSummary(result(many))
        .split('\n')
        .filter(line => line.startsWith('| docs')),
    ).toHaveLength(13);
  });
  test('a row of the summary stays one row', () => {
    const nasty = finding({ text: 'a | b\n| c `x` <b>' });
    const row = githubSummary(result([nasty]))
      .split('\n')
      .find(line => line.startsWith('| docs'));
    expect(row).toBe(
      '| docs/adr/0001-x.md:7 | OPT-001 | error | a \\| b \\| c \\`x\\` \\<b\\> Name others. |',
    );
  });
  test('a file that could not be looked at is an error', () => {
    const failures = [{ file: 'x.yaml', issues: [{ code: 'not-utf8', message: 'No.' }] }];
    expect(githubReport(result([], { failures }))).toContain('::error file=x.yaml,title=not-utf8::No.');
  });
});

describe('sarif', () => {
  const findings = [
    finding(),
    finding({ place: { file: 'a b/ü#?.md' } }),
    finding({ ...waived, rule: 'DEC-005', level: 'warning' }),
    finding({ place: { file: '/elsewhere/x.md', line: 2 } }),
  ];
  const { version, runs } = sarifReport(result(findings));
  const [run] = runs;
  const results = run?.results ?? [];

  test('what the standard requires is there', () => {
    expect([version, runs.length, run?.tool.driver.name]).toEqual(['2.1.0', 1, 'adrgen']);
    for (const one of results) {
      expect(one.message.text).toBeTruthy();
      expect(['error', 'warning', 'note', 'none']).toContain(one.level);
      expect(run?.tool.driver.rules[one.ruleIndex]?.id).toBe(one.ruleId);
      for (const { physicalLocation } of one.locations) {
        const { region } = physicalLocation;
        if (region !== undefined) expect(region.startLine).toBeGreaterThan(0);
      }
    }
  });
  test('paths are addresses', () => {
    const uris = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation);
    expect(uris[1]).toEqual({ uri: 'a%20b/%C3%BC%23%3F.md', uriBaseId: '%SRCROOT%' });
    expect(uris[3]).toEqual({ uri: 'file:///elsewhere/x.md' });
  });
  test('waived findings are suppressed, and no two share a fingerprint', () => {
    expect(results.map(({ suppressions }) => suppressions?.[0]?.justification)).toEqual([
      undefined,
      undefined,
      'Old',
      undefined,
    ]);
    const twice = sarifReport(
      result([finding(), finding({ place: { file: 'docs/adr/0001-x.md', line: 9 } })]),
    );
    const prints = twice.runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints['adrgen/v1']);
    expect(new Set(prints).size).toBe(2);
  });
  test('files that could not be looked at', () => {
    const failures = [{ file: 'x.yaml', issues: [{ code: 'not-utf8', message: 'No.' }] }];
    const [invocation] = sarifReport(result([], { failures })).runs[0]?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications).toHaveLength(1);
  });
});

test('for people: places from where they are, waived ones with their reason, nothing that steers a terminal', () => {
  const escapeCharacter = String.fromCharCode(27);
  const text = textReport(
    result([finding({ text: `x${escapeCharacter}[2J` }), finding(waived)]),
    '/repository/docs',
  );
  expect(text.split('\n')).toEqual([
    'adr/0001-x.md:7:3: error [OPT-001] x<U+001B>[2J',
    '  Name others.',
    'adr/0001-x.md:7:3: waived [OPT-001] A single option.',
    '  Old (until 2027-01-01)',
    '1 requirements file and 2 records: 1 error, 1 waived',
  ]);
});
