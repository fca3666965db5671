import { sha256 } from '../io/hash.ts';
import { readStanding } from '../io/repository.ts';
import type { Change, Generated, Lock } from '../model/changes.ts';
import type { Draft, DraftPicture } from '../render/documents.ts';
import type { DrawnPictures } from './pictures.ts';

export type ImageFormat = 'svg' | 'png';

/** What pictures are compared with, and what they would be drawn with. */
export type PictureMeans = {
  readonly root: string;
  readonly images: readonly ImageFormat[];
  /** Changes when the same Mermaid source would give another picture. */
  readonly pictureVersion: string;
};

const filesOf = (picture: DraftPicture, images: readonly ImageFormat[]): string[] =>
  images.map(format => `${picture.path}.${format}`);

const sourceHash = (picture: DraftPicture, version: string): string =>
  sha256(`${version}\n${picture.source}`);

type State = 'missing' | 'current' | 'outdated' | 'edited';

const stateOf = (
  path: string,
  picture: DraftPicture,
  lock: Lock | undefined,
  { root, pictureVersion }: PictureMeans,
): State => {
  const standing = readStanding(root, path);
  const known = lock?.files[path];
  if (standing === null) return 'missing';
  // What a merge of branches left of a picture is nobody's work.
  if (standing.conflict) return 'outdated';
  if (standing.hash !== known?.content) return 'edited';
  return known.source === sourceHash(picture, pictureVersion) ? 'current' : 'outdated';
};

/** Those pictures of a document that have to be drawn. */
export const wantedPictures = (
  draft: Draft,
  lock: Lock | undefined,
  means: PictureMeans,
): readonly DraftPicture[] =>
  draft.pictures.filter(picture =>
    filesOf(picture, means.images).some(path =>
      ['missing', 'outdated'].includes(stateOf(path, picture, lock, means)),
    ),
  );

type PlannedPicture = { readonly change: Change; readonly generated: Generated | undefined };

/** One picture file; null where it could not be drawn. `drawn` is null where nothing is drawn, only compared. */
const planPicture = (
  path: string,
  picture: DraftPicture,
  lock: Lock | undefined,
  drawn: DrawnPictures | null,
  means: PictureMeans,
): PlannedPicture | null => {
  const state = stateOf(path, picture, lock, means);
  const known = lock?.files[path];
  const source = sourceHash(picture, means.pictureVersion);
  if (state === 'current') return { change: { path, action: 'unchanged' }, generated: known };
  if (state === 'edited') {
    const outdated = known?.source !== source;
    return { change: { path, action: 'kept', reason: 'edited', outdated }, generated: known };
  }
  const action = state === 'missing' ? 'create' : 'update';
  if (drawn === null) return { change: { path, action }, generated: known };
  const drawing = drawn.drawn.get(picture.path);
  if (drawing === undefined) return null;
  const content = path.endsWith('.svg') ? drawing.svg : drawing.png;
  const hash = sha256(content);
  const same = readStanding(means.root, path)?.hash === hash;
  return {
    change: same ? { path, action: 'unchanged' } : { path, action, content },
    generated: { content: hash, source },
  };
};

export type PlannedPictures = {
  readonly changes: readonly Change[];
  readonly files: Lock['files'];
  /** Pictures that lie there, or will: without extension. */
  readonly shown: ReadonlySet<string>;
};

/** What happens to the picture files of one document. */
export const planPictures = (
  draft: Draft,
  lock: Lock | undefined,
  drawn: DrawnPictures | null,
  means: PictureMeans,
): PlannedPictures => {
  const planned = draft.pictures.flatMap(picture =>
    filesOf(picture, means.images).flatMap(path => {
      const one = planPicture(path, picture, lock, drawn, means);
      return one === null ? [] : [{ ...one, picture }];
    }),
  );
  return {
    changes: planned.map(({ change }) => change),
    files: Object.fromEntries(
      planned.flatMap(({ change, generated }) =>
        generated === undefined ? [] : [[change.path, generated] as const],
      ),
    ),
    shown: new Set(planned.map(({ picture }) => picture.path)),
  };
};
