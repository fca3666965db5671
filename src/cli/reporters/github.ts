import type { LintFinding, LintResult } from '../../model/lint.ts';
import { checkedText, countText } from './text.ts';

/** GitHub shows ten annotations of a level for a step; the rest stands in its summary. */
const most = 10;

/** What follows `::` in a workflow command. */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A value before `::`, where colons and commas part one from the next. */
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const sentence = ({ text, hint }: Pick<LintFinding, 'text' | 'hint'>): string =>
  hint === undefined ? text : `${text} ${hint}`;

const annotation = (finding: LintFinding): string => {
  const { file, line, column } = finding.place;
  const properties = [
    `file=${property(file)}`,
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
    `title=${property(finding.rule)}`,
  ];
  return `::${finding.level} ${properties.join(',')}::${data(sentence(finding))}`;
};

/** Workflow commands, ten at most, errors first. Files that could not be looked at are errors as well. */
export const githubReport = (result: LintResult): string => {
  const open = result.findings.filter(({ waived }) => waived === undefined);
  const failures = result.failures.flatMap(({ file, issues }) =>
    issues.map(
      ({ code, message, place, hint }): LintFinding => ({
        rule: code,
        level: 'error',
        place: { ...place, file },
        text: message,
        ...(hint === undefined ? {} : { hint }),
      }),
    ),
  );
  const ordered = [...failures, ...open].toSorted(
    (a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'),
  );
  const more = ordered.length - most;
  return [
    ...ordered.slice(0, most).map(annotation),
    ...(more > 0 ? [data(`and ${more} more, in the summary of this step`)] : []),
    data(`${checkedText(result)}: ${countText(result.findings)}`),
  ].join('\n');
};

const cell = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[\\|`*_<>[\]&]/g, character => `\\${character}`);

/** All findings as a table in Markdown, for the summary of a step. */
export const githubSummary = (result: LintResult): string => {
  const rows = result.findings.map(finding => {
    const { place, rule, level, waived } = finding;
    const at = place.line === undefined ? place.file : `${place.file}:${place.line}`;
    const said = waived === undefined ? sentence(finding) : `${finding.text} Waived: ${waived.reason}`;
    return `| ${cell(at)} | ${rule} | ${waived === undefined ? level : 'waived'} | ${cell(said)} |`;
  });
  const failures = result.failures.flatMap(({ file, issues }) =>
    issues.map(({ code, message }) => `| ${cell(file)} | ${code} | error | ${cell(message)} |`),
  );
  const table = ['| Place | Rule | Level | Finding |', '| --- | --- | --- | --- |', ...failures, ...rows];
  const head = `### adrgen lint\n\n${cell(checkedText(result))}: ${countText(result.findings)}\n`;
  return rows.length + failures.length === 0 ? head : `${head}\n${table.join('\n')}\n`;
};
