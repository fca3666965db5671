import { relative } from 'node:path';
import type { CheckResult, Drift, Kept } from '../commands/check.ts';
import type { Regenerated, RegenResult } from '../commands/regen.ts';
import { harmless } from '../model/issue-text.ts';
import { changeText } from './change-text.ts';

const counted = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;

const shown = (root: string, path: string, from: string): string => relative(from, `${root}/${path}`) || path;

const remark: Readonly<Record<Kept['reason'], string>> = {
  edited: 'kept, since somebody edited it',
  accepted: 'kept, since it is decided',
  'uncalled-for': 'the requirements no longer call for it; delete or reject it',
};

/** One line for each document that was written, or that waits for somebody; what did not change is counted. */
const fileLines = (file: Regenerated, root: string, from: string): readonly string[] => {
  const path = (one: string): string => shown(root, one, from);
  if (file.state === 'failed') return [`${file.name}: failed, and nothing was written for it`];
  const proposal = (one: string): string => `  ${path(one)}: take over what is right, then delete it`;
  if (file.state === 'unchanged')
    return file.standing.open.length === 0 ? [] : [`${file.name}:`, ...file.standing.open.map(proposal)];
  const { documents, orphans, open } = file.plan;
  const changes = documents.filter(
    ({ change, conflicts }) => change.action !== 'unchanged' || conflicts.length > 0,
  );
  const pictures = documents.flatMap(({ files }) => files).filter(({ content }) => content !== undefined);
  const lines = [
    ...changes.map(
      ({ draft, change, conflicts }) =>
        `  ${path(draft.path)}: ${changeText(change, conflicts, draft.title)}`,
    ),
    ...(pictures.length === 0 ? [] : [`  ${counted(pictures.length, 'file')} beside them written`]),
    ...orphans.map(one => `  ${path(one.path)}: ${remark['uncalled-for']}`),
    ...open.map(proposal),
  ];
  return [`${file.name}:`, ...(lines.length === 0 ? ['  locks only'] : lines)];
};

/** What `regen` did, for people. `from` is the folder they are in. */
export const regenText = ({ root, files }: RegenResult, from: string): string => {
  const many = (state: Regenerated['state']): number => files.filter(one => one.state === state).length;
  const states = [`${many('made')} made`, `${many('unchanged')} unchanged`];
  const failed = many('failed');
  return [
    ...files.flatMap(file => fileLines(file, root, from)),
    `${counted(files.length, 'requirements file')}: ${[...states, ...(failed === 0 ? [] : [`${failed} failed`])].join(', ')}`,
  ]
    .map(harmless)
    .join('\n');
};

/** Pictures that could not be drawn, and what is missing for them. */
export const regenMessages = ({ files }: RegenResult): readonly string[] => {
  const made = files.flatMap(file => (file.state === 'made' ? [file] : []));
  const withoutBrowser = made.find(({ plan }) => plan.pictures.withoutBrowser !== null);
  return [
    ...made.flatMap(({ plan }) =>
      plan.pictures.failed.map(({ path, reason }) => `error [picture] ${path} could not be drawn: ${reason}`),
    ),
    ...(withoutBrowser === undefined
      ? []
      : [
          'error [browser-missing] No browser could draw the pictures; `adrgen doctor` says what is missing.',
        ]),
    ...new Set(made.flatMap(({ glyphs }) => glyphs)),
  ];
};

const fileJson = (file: Regenerated) => {
  const { state, name } = file;
  if (file.state === 'failed')
    return { file: name, state, documents: [], proposals: [], issues: file.issues };
  if (file.state === 'unchanged') {
    const documents = file.standing.documents.map(({ document, change }) => ({
      id: document,
      path: change.path,
      action: change.action,
      ...(change.reason === undefined ? {} : { reason: change.reason }),
    }));
    return { file: name, state, documents, proposals: file.standing.open, issues: [] };
  }
  const documents = file.plan.documents.map(({ draft, change, files, conflicts }) => ({
    id: draft.document,
    path: draft.path,
    action: change.action,
    ...(change.reason === undefined ? {} : { reason: change.reason }),
    ...(change.outdated === undefined ? {} : { outdated: change.outdated }),
    ...(change.sections === undefined ? {} : { sections: change.sections }),
    ...(conflicts.length === 0 ? {} : { conflicts }),
    files: files.map(({ path, action }) => ({ path, action })),
  }));
  return { file: name, state, documents, proposals: file.plan.open, issues: [] };
};

/** `adrgen regen --json`: documented in docs/json.md. */
export const regenJson = ({ files, bill, exitCode }: RegenResult) => ({
  command: 'regen',
  exitCode,
  ...(bill === null ? {} : { bill }),
  files: files.map(fileJson),
});

const reasons: Readonly<Record<Drift['reason'], string>> = {
  missing: 'is missing',
  outdated: 'is out of date',
  'never-made': 'has no documents yet',
  'lock-outdated': 'was written for earlier inputs',
  'proposal-open': 'is a proposal that nobody has settled',
  'run-interrupted': 'is left of a run that was interrupted',
  'answers-missing': 'needs answers of a model that are not stored',
  'requirements-gone': 'is gone, while its documents stand',
  'log-outdated': 'lists other decisions than the records',
  'graph-outdated': 'shows other decisions than the records',
};

/** What `check` found, for people: file, reason and what mends it; the same command once. */
export const checkText = (
  { root, checked, logs, drift, kept, failures }: CheckResult,
  from: string,
): string => {
  const path = (one: string): string => shown(root, one, from);
  const mends = [...new Set(drift.map(({ mend }) => mend))];
  const count = drift.length === 0 ? 'no drift' : `${counted(drift.length, 'file')} to mend`;
  const broken = failures.length === 0 ? '' : `, ${failures.length} cannot be checked`;
  return [
    ...mends.flatMap(mend => [
      ...drift.filter(one => one.mend === mend).map(one => `${path(one.path)}: ${reasons[one.reason]}`),
      `  mend: ${mend}`,
    ]),
    ...failures.map(({ name }) => `${name}: cannot be checked`),
    ...kept.map(
      one =>
        `note: ${path(one.path)}: ${remark[one.reason]}${one.outdated && one.reason !== 'uncalled-for' ? '; the requirements say otherwise by now' : ''}`,
    ),
    `${counted(checked, 'requirements file')}${logs === 0 ? '' : `, ${counted(logs, 'decision log')}`}: ${count}${broken}`,
  ]
    .map(harmless)
    .join('\n');
};

/** `adrgen check --json`: documented in docs/json.md. */
export const checkJson = ({ checked, logs, drift, kept, failures, exitCode }: CheckResult) => ({
  command: 'check',
  exitCode,
  checked,
  logs,
  drift,
  kept,
  failures: failures.map(({ name, issues }) => ({ file: name, issues })),
});
