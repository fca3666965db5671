import type { Finding } from '../model/finding.ts';
import type { Design } from '../stages/design.ts';

export type About = Finding['about'];
export type Level = Finding['level'];

/** What a rule may know besides the design. */
export type Day = {
  /** ISO date, `2026-11-22`: facts are past their review date on later days. */
  readonly today: string;
};

/** One place where a rule is broken. */
export type Breach<A extends About = About> = Pick<Finding, 'at' | 'text'> & {
  readonly about: A;
  readonly hint: string;
};

/** A document that is about to be written, and what stands at its path. */
export type Writing = {
  /** Decision id, or `_design`. */
  readonly document: string;
  readonly path: string;
  /** Null where no file stands there. */
  readonly before: string | null;
  /** Null where nothing is written. */
  readonly after: string | null;
};

/** A rule of the table. Its checks are pure, never throw and find in the order of what they are handed. */
export type Rule = {
  /** Stable; `docs/rules/<id>.md` is its page. */
  readonly id: string;
  /** What it asks for, in one sentence. */
  readonly says: string;
  /** How grave a breach is, by what it is about; a rule that judges only one has only that level. */
  readonly levels: Readonly<Partial<Record<About, Level>>>;
  readonly check: (design: Design, day: Day) => readonly Finding[];
  /** What it says of a plan of changes, before any of it is written. */
  readonly checkWriting?: (writings: readonly Writing[]) => readonly Finding[];
};

/** A rule from its metadata and a function that finds the breaches; each breach takes the level of what it is about. */
export const rule = <A extends About>(given: {
  readonly id: string;
  readonly says: string;
  readonly levels: Readonly<Record<A, Level>>;
  readonly breaches: (design: Design, day: Day) => readonly Breach<NoInfer<A>>[];
}): Rule => ({
  id: given.id,
  says: given.says,
  levels: given.levels,
  check: (design, day) =>
    given
      .breaches(design, day)
      .map(breach => ({ rule: given.id, level: given.levels[breach.about], ...breach })),
});

/** The hint of a breach that no requirements file can mend. */
export const ourDefect =
  'this is a defect of adrgen or of its catalogue: please report it with the requirements file';

export const requirement = (id: string): Finding['at'] => ({ kind: 'requirement', id });

/** A place in a document that adrgen itself got wrong. */
export const defect = (at: Finding['at'], text: string): Breach<'document'> => ({
  about: 'document',
  at,
  text,
  hint: ourDefect,
});
