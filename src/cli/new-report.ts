import { relative } from 'node:path';
import type { NewResult } from '../commands/new.ts';
import { harmless } from '../model/issue-text.ts';
import { changeText } from './change-text.ts';

const fileName = (result: NewResult, path: string, from: string): string =>
  relative(from, `${result.root}/${path}`) || path;

const verdictOf = (result: NewResult, document: string): string =>
  result.design.decided.find(({ decision }) => decision.id === document)?.weighed.assessment?.verdict ?? '';

/** What `new` did, for people: one line a document, then what is open. `from` is the folder they are in. */
export const newText = (
  result: NewResult,
  options: { readonly from: string; readonly dryRun: boolean },
): string => {
  const { design, plan } = result;
  const documents = plan.documents.map(({ draft, change, conflicts }) => {
    const action = changeText(change, conflicts, draft.title);
    const verdict = verdictOf(result, draft.document);
    return `  ${fileName(result, draft.path, options.from)}  ${draft.title}${verdict === '' ? '' : ` (${verdict})`}: ${action}`;
  });
  const defaults = design.decided.flatMap(({ decision, chosen, standing }) =>
    standing.kind === 'default'
      ? [`  ${decision.title}: ${chosen?.name ?? 'undecided'}, no record, since ${standing.because}`]
      : [],
  );
  const questions = design.questions
    .filter(({ answer, turns }) => answer === null && turns.length > 0)
    .slice(0, 5)
    .map(({ question, turns }) => `  ${question} (could change ${turns.length})`);
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...lines];
  const orphans = plan.orphans.map(
    ({ path }) =>
      `  ${fileName(result, path, options.from)}: the requirements no longer call for it; delete or reject it`,
  );
  const open = plan.open.map(path => `  ${fileName(result, path, options.from)}`);
  return [
    options.dryRun ? 'Nothing is written; this is what would be:' : `${design.analysis.requirements.system}:`,
    ...documents,
    ...section('Records that stand although nothing calls for them:', orphans),
    ...section('Proposals to settle: take over what is right, then delete the file:', open),
    ...section('Defaults applied:', defaults),
    ...section('Questions that could change a verdict:', questions),
  ]
    .map(harmless)
    .join('\n');
};

/** The documents of a dry run as they would be written. */
export const dryRunText = (result: NewResult): string =>
  result.plan.documents
    .map(({ draft, change }) =>
      typeof change.content === 'string'
        ? `==> ${draft.path} <==\n\n${change.content}`
        : `==> ${draft.path} <== ${change.action}\n`,
    )
    .join('\n');

/** Messages beside the result: findings, pictures that could not be drawn, glyphs that no font has. */
export const newMessages = ({ findings, plan, glyphs }: NewResult): readonly string[] => [
  ...findings.map(({ rule, level, text, hint, waived }) =>
    waived === undefined
      ? `${level} [${rule}] ${text}${hint === undefined ? '' : ` ${hint}`}`
      : `waived [${rule}] ${text} ${waived.reason}`,
  ),
  ...plan.pictures.failed.map(
    ({ path, reason }) =>
      `error [picture] ${path} could not be drawn, its source stands in the document: ${reason}`,
  ),
  ...(plan.pictures.withoutBrowser === null
    ? []
    : [
        'error [browser-missing] The documents hold their diagrams as Mermaid source, since no browser could draw them.',
        ...plan.pictures.withoutBrowser.issues.map(
          ({ message, hint }) => `  ${message}${hint === undefined ? '' : `\n  ${hint}`}`,
        ),
        '  Run the same command again afterwards; `adrgen doctor` says what else is missing.',
      ]),
  ...glyphs,
];

/** Who thought, and what that has cost. */
const thinkingJson = ({ thinking, bill }: NewResult) => ({
  architect: thinking?.architect ?? 'catalogue',
  ...(thinking === undefined ? {} : { model: thinking.model, bill }),
});

/** `adrgen new --json`: documented in docs/json.md. */
export const newJson = (result: NewResult, options: { readonly dryRun: boolean }) => {
  const { design, plan, findings } = result;
  return {
    command: 'new',
    system: design.analysis.requirements.system,
    dryRun: options.dryRun,
    exitCode: result.exitCode,
    ...thinkingJson(result),
    documents: plan.documents.map(({ draft, change, files, conflicts }) => {
      const decided = design.decided.find(({ decision }) => decision.id === draft.document);
      return {
        id: draft.document,
        kind: decided === undefined ? 'design' : 'record',
        number: draft.number,
        title: draft.title,
        path: draft.path,
        action: change.action,
        ...(change.reason === undefined ? {} : { reason: change.reason }),
        ...(change.sections === undefined ? {} : { sections: change.sections }),
        ...(change.outdated === undefined ? {} : { outdated: change.outdated }),
        conflicts,
        ...(options.dryRun && typeof change.content === 'string' ? { content: change.content } : {}),
        files: files.map(({ path, action }) => ({ path, action })),
        ...(decided === undefined
          ? {}
          : {
              chosen: decided.chosen?.name ?? null,
              verdict: decided.weighed.assessment?.verdict ?? null,
              firmness: decided.firmness.sentence,
              significance: decided.decision.significance,
              weights: Object.fromEntries(
                (decided.weighed.assessment?.criteria ?? []).map(({ name, weight }) => [name, weight]),
              ),
              values: decided.weighed.assessment?.values ?? [],
              excluded: decided.weighed.excluded.map(({ option, because, by }) => ({
                option: option.name,
                because: because.text,
                by,
              })),
              breakpoints: decided.triggers,
            }),
      };
    }),
    defaults: design.decided.flatMap(({ decision, chosen, standing }) =>
      standing.kind === 'default'
        ? [
            {
              id: decision.id,
              title: decision.title,
              chosen: chosen?.name ?? null,
              because: standing.because,
            },
          ]
        : [],
    ),
    orphans: plan.orphans,
    proposals: plan.open,
    findings,
    questions: design.questions.map(({ question, answer, path, turns }) => ({
      question,
      answer,
      path,
      turns,
    })),
    pictures: {
      failed: plan.pictures.failed,
      missingGlyphs: plan.pictures.missingGlyphs,
      browserMissing: plan.pictures.withoutBrowser !== null,
    },
  };
};
