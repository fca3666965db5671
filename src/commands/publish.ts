import { sha256 } from '../io/hash.ts';
import { isThere, readStanding } from '../io/repository.ts';
import type { Asked, Change, Generated, Lock, Making } from '../model/changes.ts';
import type { Draw } from '../model/doors.ts';
import { problem } from '../model/problem.ts';
import type { Conflict } from '../records/merge.ts';
import { isSettled, planDocument, planFile } from '../records/plan.ts';
import { proposalText } from '../records/proposals.ts';
import type { Draft } from '../render/documents.ts';
import { addAsked } from './asked.ts';
import { openProposals, ownFile, ownPaths, ownText } from './own-files.ts';
import { type DrawnPictures, drawPictures } from './pictures.ts';
import { type PictureMeans, type PlannedPictures, planPictures, wantedPictures } from './publish-pictures.ts';

/** What a plan is made for and against. */
export type Publication = PictureMeans & {
  readonly system: string;
  readonly locks: readonly Lock[];
  /** Null draws nothing: pictures are only compared. */
  readonly draw: Draw | null;
  readonly architect: string;
  /** Answers by what they are about; empty where no model was asked. */
  readonly asked: ReadonlyMap<string, Asked>;
  readonly making: Making;
};

/** One document, its pictures, and what happens to each. */
export type DocumentPlan = {
  readonly draft: Draft;
  readonly change: Change;
  /** Pictures and files beside the document. */
  readonly files: readonly Change[];
  /** Lock, base text and proposal; written where they changed. */
  readonly own: readonly Change[];
  /** Names of the sections, and paths of the files, where a person's words stay against the requirements. */
  readonly conflicts: readonly string[];
};

/** A record that was written once, and that the requirements no longer call for. */
export type Orphan = { readonly document: string; readonly path: string };

export type Plan = {
  readonly documents: readonly DocumentPlan[];
  readonly pictures: DrawnPictures;
  readonly orphans: readonly Orphan[];
  /** Paths of proposals that nobody has settled. */
  readonly open: readonly string[];
};

const refuseForeign = (change: Change, lock: Lock | undefined): void => {
  if (change.action !== 'kept' || lock !== undefined) return;
  throw problem({
    code: 'foreign-file',
    message: `${change.path} stands there already, and adrgen did not write it`,
    hint: 'move it away, or choose another folder with --out; nothing was written',
  });
};

/** One system lies in one place: its locks can follow no second one. */
export const refuseElsewhere = (
  root: string,
  locks: readonly Lock[],
  folders: readonly string[],
  system: string,
): void => {
  const other = locks.find(
    ({ path }) =>
      !folders.includes(path.slice(0, path.lastIndexOf('/'))) && readStanding(root, path) !== null,
  );
  if (other === undefined) return;
  throw problem({
    code: 'other-folder',
    message: `${other.path} holds this system already, in another folder`,
    hint: `write there with --out, give the system another name, or move the documents away and delete .adrgen/locks/${system}; nothing was written`,
  });
};

const byPath = (files: Lock['files']): Lock['files'] =>
  Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What was generated once and lies there still, though nothing may call for it by now. */
const stillThere = (lock: Lock | undefined, root: string): Lock['files'] =>
  Object.fromEntries(Object.entries(lock?.files ?? {}).filter(([path]) => isThere(root, path)));

const lockOf = ({ document, path }: Draft, { locks }: Publication): Lock | undefined =>
  locks.find(one => one.document === document && one.path === path);

/** A record has the answers about its decision; the design document all others, the analysis and defaults. */
const askedFor = (document: string, { asked, making }: Publication): Asked | undefined => {
  if (document !== '_design') return asked.get(document);
  const others = [...asked].filter(([subject]) => !making.records.includes(subject)).map(([, one]) => one);
  return others.length === 0 ? undefined : others.reduce(addAsked);
};

const lockText = (lock: Lock): string => `${JSON.stringify(lock, null, 2)}\n`;

const proposalChange = (path: string, text: string | null, root: string): Change[] =>
  text === null ? [] : [ownFile(path, text, root)];

type Attachments = {
  readonly changes: readonly Change[];
  readonly files: Lock['files'];
  readonly proposals: readonly Change[];
};

/** Files beside a document: what a person edited stays as a whole, and the new text is proposed beside it once. */
const planAttachments = (
  draft: Draft,
  lock: Lock | undefined,
  { root, system }: Publication,
): Attachments => {
  const planned = draft.attachments.map(file => {
    const next = sha256(file.content);
    const change = planFile(file, {
      current: readStanding(root, file.path),
      base: lock?.files[file.path]?.content ?? null,
      next,
    });
    const path = `.adrgen/conflicts/${system}/${file.path.slice(file.path.lastIndexOf('/') + 1)}`;
    const proposed = change.outdated === true ? proposalChange(path, file.content, root) : [];
    return { change, generated: [file.path, { content: next }] as [string, Generated], proposed };
  });
  return {
    changes: planned.map(({ change }) => change),
    files: Object.fromEntries(planned.map(({ generated }) => generated)),
    proposals: planned.flatMap(({ proposed }) => proposed),
  };
};

/** A decided record stays with its pictures; its lock remembers that the requirements would say something else. */
const settledPlan = (draft: Draft, change: Change, lock: Lock, next: string, root: string): DocumentPlan => {
  const { proposed: _, ...known } = lock.files[draft.path] ?? { content: next };
  const generated = change.outdated === true ? { ...known, proposed: next } : known;
  const text = lockText({ ...lock, files: { ...lock.files, [draft.path]: generated } });
  return {
    draft,
    change,
    files: [],
    own: [ownFile(ownPaths(lock.system, draft.document).lock, text, root)],
    conflicts: [],
  };
};

/** Pictures of a decided record are part of what was decided. */
const shownBySettled = (draft: Draft, lock: Lock | undefined): ReadonlySet<string> =>
  new Set(
    draft.pictures
      .map(({ path }) => path)
      .filter(path => Object.keys(lock?.files ?? {}).some(file => file.startsWith(`${path}.`))),
  );

const conflictNames = (conflicts: readonly Conflict[], attachments: readonly Change[]): readonly string[] => [
  ...conflicts.map(({ name }) => name),
  ...attachments.filter(({ outdated }) => outdated === true).map(({ path }) => path),
];

const planOne = (
  draft: Draft,
  drawn: DrawnPictures | null,
  making: Making,
  publication: Publication,
): DocumentPlan => {
  const { root, system, architect } = publication;
  const lock = lockOf(draft, publication);
  const paths = ownPaths(system, draft.document);
  const standing = readStanding(root, draft.path);
  const settled = standing !== null && isSettled(standing.text);
  const pictures: PlannedPictures = settled
    ? { changes: [], files: {}, shown: shownBySettled(draft, lock) }
    : planPictures(draft, lock, drawn, publication);
  const content = draft.markdown(pictures.shown);
  const next = sha256(content);
  const { change, conflicts } = planDocument(
    { path: draft.path, content },
    {
      current: standing === null ? null : { hash: standing.hash, text: standing.text ?? '' },
      known: lock?.files[draft.path],
      base: ownText(root, paths.base),
      next,
    },
  );
  refuseForeign(change, lock);
  if (settled && lock !== undefined) return settledPlan(draft, change, lock, next, root);
  const attachments = planAttachments(draft, lock, publication);
  const { number, document, path, date } = draft;
  const answers = askedFor(document, publication);
  const text = lockText({
    ...{ adrgen: 1, system, document, number, path, date, architect },
    ...(document === '_design' ? { made: making } : {}),
    ...(answers === undefined ? {} : { asked: answers }),
    // A picture that is not drawn now may still lie there: it stays known as ours, and can be replaced later.
    files: byPath({
      ...stillThere(lock, root),
      ...pictures.files,
      ...attachments.files,
      [path]: { content: next },
    }),
  });
  const proposal = proposalText(ownText(root, paths.conflict), conflicts);
  return {
    draft,
    change,
    files: [...pictures.changes, ...attachments.changes],
    own: [
      ownFile(paths.lock, text, root),
      ownFile(paths.base, content, root),
      ...proposalChange(paths.conflict, proposal, root),
      ...attachments.proposals,
    ],
    conflicts: conflictNames(conflicts, attachments.changes),
  };
};

const orphansOf = (drafts: readonly Draft[], { locks, root }: Publication): readonly Orphan[] =>
  locks
    .filter(lock => !drafts.some(draft => draft.document === lock.document))
    .filter(({ path }) => readStanding(root, path) !== null)
    .map(({ document, path }) => ({ document, path }));

const nothingDrawn: DrawnPictures = {
  drawn: new Map(),
  failed: [],
  missingGlyphs: [],
  withoutBrowser: null,
};

/** Draws what is not current, and plans every file against what stands in the repository. Writes nothing. */
export const planDocuments = async (drafts: readonly Draft[], publication: Publication): Promise<Plan> => {
  const { draw, root, system, making } = publication;
  const wanted = drafts
    .filter(({ path }) => !isSettled(readStanding(root, path)?.text ?? null))
    .flatMap(draft => wantedPictures(draft, lockOf(draft, publication), publication));
  const pictures = draw === null ? null : await drawPictures(wanted, draw);
  const incomplete = pictures !== null && (pictures.withoutBrowser !== null || pictures.failed.length > 0);
  const made = incomplete ? { ...making, pictures: null } : making;
  const documents = drafts.map(draft => planOne(draft, pictures, made, publication));
  const proposals = documents
    .flatMap(({ own }) => own.map(({ path }) => path))
    .filter(path => path.startsWith('.adrgen/conflicts/'));
  return {
    documents,
    pictures: pictures ?? nothingDrawn,
    orphans: orphansOf(drafts, publication),
    open: [...new Set([...openProposals(root, system), ...proposals])].sort(),
  };
};

/** All files of a plan that have to be written. */
export const writesOf = ({
  documents,
}: Plan): { readonly path: string; readonly content: string | Uint8Array }[] =>
  documents
    .flatMap(({ change, files, own }) => [change, ...files, ...own])
    .flatMap(({ path, content }) => (content === undefined ? [] : [{ path, content }]));
