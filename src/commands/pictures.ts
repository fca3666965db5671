import type { Draw, Drawing } from '../model/doors.ts';
import { Problem } from '../model/problem.ts';
import type { DraftPicture } from '../render/documents.ts';

/** What came of the pictures of one run. */
export type DrawnPictures = {
  readonly drawn: ReadonlyMap<string, Extract<Drawing, { ok: true }>>;
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  readonly missingGlyphs: readonly string[];
  /** Set where there is no browser at all: the documents are written all the same. */
  readonly withoutBrowser: Problem | null;
};

/** Draws what is wanted; a missing browser or a broken diagram never takes the documents with it. */
export const drawPictures = async (pictures: readonly DraftPicture[], draw: Draw): Promise<DrawnPictures> => {
  const nothing = { drawn: new Map(), failed: [], missingGlyphs: [], withoutBrowser: null };
  if (pictures.length === 0) return nothing;
  try {
    const answers = await draw(pictures.map(({ path, source }) => ({ name: path, source })));
    const good = answers.filter(answer => answer.ok);
    return {
      drawn: new Map(good.map(answer => [answer.name, answer])),
      failed: answers.flatMap(answer => (answer.ok ? [] : [{ path: answer.name, reason: answer.reason }])),
      missingGlyphs: [...new Set(good.flatMap(answer => answer.missingGlyphs))].sort(),
      withoutBrowser: null,
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...nothing, withoutBrowser: error };
  }
};
