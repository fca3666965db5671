import type { LintFinding, LintResult } from '../../model/lint.ts';
import type { Place } from '../../model/problem.ts';

/** A path as a relative reference: every part escaped; one that lies outside of the repository as a file address. */
const uriOf = (file: string): string => {
  const escaped = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? `file://${escaped}` : escaped;
};

const locationOf = ({ file, line, column }: Place) => ({
  physicalLocation: {
    artifactLocation: {
      uri: uriOf(file),
      ...(file.startsWith('/') ? {} : { uriBaseId: '%SRCROOT%' }),
    },
    ...(line === undefined
      ? {}
      : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } }),
  },
});

/** The same finding in a file that has grown above it: place aside, all that tells it from others. */
const fingerprints = (findings: readonly LintFinding[]): readonly string[] => {
  const seen = new Map<string, number>();
  return findings.map(({ rule, place, text }) => {
    const same = `${rule}|${place.file}|${text}`;
    const count = (seen.get(same) ?? 0) + 1;
    seen.set(same, count);
    return `${same}|${count}`;
  });
};

/** Static Analysis Results Interchange Format 2.1.0, as code scanning takes it. Source: OASIS, sarif-v2.1.0. */
export const sarifReport = (result: LintResult) => {
  const { rules, findings, failures, version } = result;
  const prints = fingerprints(findings);
  const notifications = failures.flatMap(({ file, issues }) =>
    issues.map(({ code, message, place }) => ({
      level: 'error',
      descriptor: { id: code },
      message: { text: message },
      locations: [locationOf({ ...place, file })],
    })),
  );
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'adrgen',
            version,
            rules: rules.map(({ id, says }) => ({ id, shortDescription: { text: says } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: failures.length === 0, toolExecutionNotifications: notifications },
        ],
        results: findings.map(({ rule, level, place, text, hint, waived }, index) => ({
          ruleId: rule,
          ruleIndex: rules.findIndex(({ id }) => id === rule),
          level,
          message: { text: hint === undefined ? text : `${text} ${hint}` },
          locations: [locationOf(place)],
          partialFingerprints: { 'adrgen/v1': prints[index] ?? '' },
          ...(waived === undefined
            ? {}
            : { suppressions: [{ kind: 'external', status: 'accepted', justification: waived.reason }] }),
        })),
      },
    ],
  };
};
