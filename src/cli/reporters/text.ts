import { relative, resolve } from 'node:path';
import { harmless, placeText } from '../../model/issue-text.ts';
import type { LintFinding, LintResult } from '../../model/lint.ts';

const counted = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;

/** Findings that count, by level; waived ones are counted by themselves. */
const countsOf = (findings: readonly LintFinding[]) => {
  const open = findings.filter(({ waived }) => waived === undefined);
  return {
    errors: open.filter(({ level }) => level === 'error').length,
    warnings: open.filter(({ level }) => level === 'warning').length,
    waived: findings.length - open.length,
  };
};

/** What was looked at: `2 requirements files, 5 records and 1 other document`. */
export const checkedText = ({ checked }: Pick<LintResult, 'checked'>): string => {
  const parts = [
    ...(checked.requirements > 0 ? [counted(checked.requirements, 'requirements file')] : []),
    ...(checked.records > 0 ? [counted(checked.records, 'record')] : []),
    ...(checked.documents > 0 ? [counted(checked.documents, 'other document')] : []),
  ];
  return parts.length === 0 ? 'nothing' : parts.join(', ').replace(/, ([^,]*)$/, ' and $1');
};

/** `3 errors, 1 warning, 1 waived`. */
export const countText = (findings: readonly LintFinding[]): string => {
  const { errors, warnings, waived } = countsOf(findings);
  const parts = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ];
  return [
    ...(parts.length === 0 ? ['no findings'] : parts),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ].join(', ');
};

/** For people: a line for each finding, its hint below it. `from` is the folder they are in. */
export const textReport = (result: LintResult, from: string): string => {
  const shown = (file: string): string => relative(from, resolve(result.root, file)) || file;
  const findings = result.findings.flatMap(({ rule, level, place, text, hint, waived }) => {
    const line = `${placeText({ ...place, file: shown(place.file) })}: ${waived === undefined ? level : 'waived'} [${rule}] ${text}`;
    if (waived === undefined) return hint === undefined ? [line] : [line, `  ${hint}`];
    return [line, `  ${waived.reason}${waived.until === null ? '' : ` (until ${waived.until})`}`];
  });
  const fixed = result.fixed.map(({ file, rule, text }) => `${shown(file)}: mended [${rule}] ${text}`);
  return [...fixed, ...findings, `${checkedText(result)}: ${countText(result.findings)}`]
    .map(harmless)
    .join('\n');
};
