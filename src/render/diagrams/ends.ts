import { problem } from '../../model/problem.ts';
import { asWord, type Word } from './template.ts';

/** The id of the box at a place: the same view has the same ids. */
export const boxId = (place: number): Word => asWord(`n${place + 1}`);

/** Finds boxes by what a view calls them; the first of that name counts. */
export const boxIds = (names: readonly string[], first = 0): ReadonlyMap<string, Word> => {
  const ids = new Map<string, Word>();
  names.forEach((name, place) => {
    if (!ids.has(name)) ids.set(name, boxId(first + place));
  });
  return ids;
};

/** The box that an arrow begins or ends at. Throws a `Problem` `unknown-box` where the view has none. */
export const boxOf = (ids: ReadonlyMap<string, Word>, name: string): Word => {
  const id = ids.get(name);
  if (id !== undefined) return id;
  throw problem({
    code: 'unknown-box',
    message: `An arrow begins or ends at "${name}", which the diagram does not show.`,
    expected: [...ids.keys()].join(', '),
    received: name,
  });
};
