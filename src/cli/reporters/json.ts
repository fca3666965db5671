import type { LintResult } from '../../model/lint.ts';

/** `adrgen lint --json`: documented in docs/json.md. */
export const lintJson = ({ configuration, checked, findings, fixed, failures, exitCode }: LintResult) => ({
  command: 'lint',
  exitCode,
  configuration,
  checked,
  findings: findings.map(({ rule, level, place, about, text, hint, waived }) => ({
    rule,
    level,
    ...place,
    ...(about === undefined ? {} : { about }),
    text,
    ...(hint === undefined ? {} : { hint }),
    ...(waived === undefined ? {} : { waived }),
  })),
  fixed,
  failures,
});
