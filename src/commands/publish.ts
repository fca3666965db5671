import { sha256 } from '../io/hash.ts';
import { readStanding } from '../io/repository.ts';
import type { Change, GeneratedFile, Lock } from '../model/changes.ts';
import type { Draw } from '../model/doors.ts';
import { problem } from '../model/problem.ts';
import { planFile } from '../records/plan.ts';
import type { Draft, DraftPicture } from '../render/documents.ts';
import { type DrawnPictures, drawPictures } from './pictures.ts';

export type ImageFormat = 'svg' | 'png';

/** What a plan is made for and against. */
export type Publication = {
  readonly root: string;
  readonly locks: readonly Lock[];
  readonly images: readonly ImageFormat[];
  readonly draw: Draw;
  /** Changes when the same Mermaid source would give another picture. */
  readonly pictureVersion: string;
  readonly lock: Pick<Lock, 'system' | 'architect' | 'inputs'>;
};

/** One document, its pictures, and what happens to each. */
export type DocumentPlan = {
  readonly draft: Draft;
  readonly change: Change;
  /** Pictures and files beside the document. */
  readonly files: readonly Change[];
  /** Lock and base text; written where they changed. */
  readonly own: readonly Change[];
};
export type Plan = { readonly documents: readonly DocumentPlan[]; readonly pictures: DrawnPictures };

const filesOf = (picture: DraftPicture, images: readonly ImageFormat[]): string[] =>
  images.map(format => `${picture.path}.${format}`);

const sourceHash = (picture: DraftPicture, version: string): string =>
  sha256(`${version}\n${picture.source}`);

/** Drawn from the same source before, and still there as it was drawn. */
const isCurrent = (
  picture: DraftPicture,
  lock: Lock | undefined,
  { root, images, pictureVersion }: Publication,
): boolean =>
  images.length > 0 &&
  filesOf(picture, images).every(path => {
    const known = lock?.files[path];
    return (
      known !== undefined &&
      known.source === sourceHash(picture, pictureVersion) &&
      readStanding(root, path)?.hash === known.content
    );
  });

const planned = (file: GeneratedFile, base: string | null, root: string): Change =>
  planFile(file, { current: readStanding(root, file.path), base, next: sha256(file.content) });

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

const ownFile = (path: string, content: string, root: string): Change => {
  const hash = readStanding(root, path)?.hash;
  if (hash === undefined) return { path, action: 'create', content };
  return hash === sha256(content) ? { path, action: 'unchanged' } : { path, action: 'update', content };
};

/** Where adrgen keeps what a document was made from, and the text as it was generated. */
const ownPaths = (system: string, document: string) => ({
  lock: `.adrgen/locks/${system}/${document}.json`,
  base: `.adrgen/bases/${system}/${document}.md`,
});

type Pictures = { readonly changes: readonly Change[]; readonly files: Lock['files'] };

const pictureChanges = (
  draft: Draft,
  lock: Lock | undefined,
  drawn: DrawnPictures,
  publication: Publication,
): Pictures => {
  const { images, root, pictureVersion } = publication;
  const outcomes = draft.pictures.flatMap(picture =>
    filesOf(picture, images).flatMap(
      (path, index): { change: Change; file: [string, Lock['files'][string]] }[] => {
        const drawing = drawn.drawn.get(picture.path);
        const known = lock?.files[path];
        if (drawing === undefined) {
          const current = known !== undefined && isCurrent(picture, lock, publication);
          return current ? [{ change: { path, action: 'unchanged' }, file: [path, known] }] : [];
        }
        const content = images[index] === 'svg' ? drawing.svg : drawing.png;
        const change = planned({ path, content }, known?.content ?? null, root);
        return [
          { change, file: [path, { content: sha256(content), source: sourceHash(picture, pictureVersion) }] },
        ];
      },
    ),
  );
  return {
    changes: outcomes.map(({ change }) => change),
    files: Object.fromEntries(outcomes.map(({ file }) => file)),
  };
};

/** What was generated of the files beside a document; one that a person edited keeps its base. */
const attachmentFiles = ({ attachments }: Draft, changes: readonly Change[]): Lock['files'] =>
  Object.fromEntries(
    attachments
      .filter((_, index) => changes[index]?.action !== 'kept')
      .map(({ path, content }) => [path, { content: sha256(content) }]),
  );

const byPath = (files: Lock['files']): Lock['files'] =>
  Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));

const planDocument = (draft: Draft, drawn: DrawnPictures, publication: Publication): DocumentPlan => {
  const { root } = publication;
  const lock = publication.locks.find(one => one.document === draft.document && one.path === draft.path);
  const pictures = pictureChanges(draft, lock, drawn, publication);
  const shown = new Set(
    draft.pictures
      .filter(({ path }) => Object.keys(pictures.files).some(file => file.startsWith(`${path}.`)))
      .map(({ path }) => path),
  );
  const content = draft.markdown(shown);
  const change = planned({ path: draft.path, content }, lock?.files[draft.path]?.content ?? null, root);
  refuseForeign(change, lock);
  const attachments = draft.attachments.map(file =>
    planned(file, lock?.files[file.path]?.content ?? null, root),
  );
  // A person's document stays as a whole: its pictures, and what it is compared with next time.
  if (change.action === 'kept') return { draft, change, files: [], own: [] };
  const next: Lock = {
    adrgen: 1,
    system: publication.lock.system,
    document: draft.document,
    number: draft.number,
    path: draft.path,
    date: draft.date,
    architect: publication.lock.architect,
    inputs: publication.lock.inputs,
    // A picture that is not drawn now may still lie there: it stays known as ours, and can be replaced later.
    files: byPath({
      ...lock?.files,
      ...pictures.files,
      ...attachmentFiles(draft, attachments),
      [draft.path]: { content: sha256(content) },
    }),
  };
  const paths = ownPaths(publication.lock.system, draft.document);
  return {
    draft,
    change,
    files: [...pictures.changes, ...attachments],
    own: [
      ownFile(paths.lock, `${JSON.stringify(next, null, 2)}\n`, root),
      ownFile(paths.base, content, root),
    ],
  };
};

/** Draws what is not current, and plans every file against what stands in the repository. Writes nothing. */
export const planDocuments = async (drafts: readonly Draft[], publication: Publication): Promise<Plan> => {
  const { locks, images, draw } = publication;
  const wanted = drafts.flatMap(draft => {
    const lock = locks.find(({ document, path }) => document === draft.document && path === draft.path);
    return images.length === 0
      ? []
      : draft.pictures.filter(picture => !isCurrent(picture, lock, publication));
  });
  const pictures = await drawPictures(wanted, draw);
  return { documents: drafts.map(draft => planDocument(draft, pictures, publication)), pictures };
};

/** All files of a plan that have to be written. */
export const writesOf = ({
  documents,
}: Plan): { readonly path: string; readonly content: string | Uint8Array }[] =>
  documents
    .flatMap(({ change, files, own }) => [change, ...files, ...own])
    .flatMap(({ path, content }) => (content === undefined ? [] : [{ path, content }]));
