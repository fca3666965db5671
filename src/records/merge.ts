import { diff3Merge } from 'node-diff3';
import { linesOf, type Section, sectionsOf } from './sections.ts';

/** A section that a person and the requirements changed at the same lines: the person's words stay. */
export type Conflict = {
  readonly name: string;
  /** What would stand there; null where the section would go. */
  readonly proposal: string | null;
  /** First line of the section as it was generated before. */
  readonly heading: string;
};

export type Merged = {
  readonly text: string;
  /** Names of the sections that a person wrote, changed or took away. */
  readonly edited: readonly string[];
  readonly conflicts: readonly Conflict[];
};

type Sections = ReadonlyMap<string, Section>;
type Outcome = { readonly body: string | undefined; readonly conflict: boolean };

const byKey = (sections: readonly Section[]): Sections => new Map(sections.map(one => [one.key, one]));

const mergeLines = (base: string, current: string, next: string): Outcome => {
  const regions = diff3Merge([...linesOf(current)], [...linesOf(base)], [...linesOf(next)], {
    excludeFalseConflicts: true,
  });
  const conflict = regions.some(region => region.conflict !== undefined);
  return conflict
    ? { body: current, conflict }
    : { body: regions.flatMap(region => region.ok ?? []).join(''), conflict };
};

/** The table of docs/regeneration.md for one section; undefined where it does not stand in a version. */
const outcomeOf = (
  base: string | undefined,
  current: string | undefined,
  next: string | undefined,
): Outcome => {
  if (current === base || current === next) return { body: next, conflict: false };
  if (next === base) return { body: current, conflict: false };
  if (current === undefined || next === undefined) return { body: current, conflict: true };
  return mergeLines(base ?? '', current, next);
};

/** Where a section goes that the order does not have: after its predecessor, and after what lies deeper there. */
const insert = (order: Section[], section: Section, before: Section | undefined): void => {
  let at = order.findIndex(({ key }) => key === before?.key) + 1;
  if (section.level > 0) while ((order[at]?.level ?? 0) > section.level) at += 1;
  order.splice(at, 0, section);
};

/** All sections of two versions in the order of the first. */
const interleaved = (first: readonly Section[], second: readonly Section[]): readonly Section[] => {
  const order = [...first];
  const known = new Set(first.map(({ key }) => key));
  second.forEach((section, index) => {
    if (!known.has(section.key)) insert(order, section, second[index - 1]);
  });
  return order;
};

const keysIn = (sections: readonly Section[], others: Sections): string =>
  JSON.stringify(sections.flatMap(({ key }) => (others.has(key) ? key : [])));

type Part = { readonly body: string; readonly gap: string };

/** Sections one after another: what is no longer the last one gets a line end, and a blank line behind it. */
const assembled = (parts: readonly Part[]): string =>
  parts
    .map(({ body, gap }, index) => {
      if (index === parts.length - 1) return body + gap;
      const ended = body === '' || body.endsWith('\n') ? body : `${body}\n`;
      return ended + (gap === '' ? '\n' : gap);
    })
    .join('');

const headingOf = ({ body }: Section): string => (linesOf(body)[0] ?? '').trimEnd();

/**
 * Three versions of a Markdown text, by sections: `base` as it was last generated, `current` as it stands, `next` as
 * it would be generated. What nobody edited is replaced, what a person edited stays; where both changed, their lines
 * are merged, or on a conflict the person's stay. Pure.
 */
export const mergeText = (base: string, current: string, next: string): Merged => {
  if (current === base || current === next) return { text: next, edited: [], conflicts: [] };
  const versions = [base, current, next].map(sectionsOf) as [Section[], Section[], Section[]];
  const [before, mine, theirs] = versions.map(byKey) as [Sections, Sections, Sections];
  const moved = keysIn(versions[1], before) !== keysIn(versions[0], mine);
  const order = moved ? interleaved(versions[1], versions[2]) : interleaved(versions[2], versions[1]);
  const settled = order.map(section => {
    const [was, is, will] = [before, mine, theirs].map(sections => sections.get(section.key));
    const { body, conflict } = outcomeOf(was?.body, is?.body, will?.body);
    const proposal = will === undefined ? null : will.body;
    return {
      part: body === undefined ? null : { body, gap: (is ?? will ?? section).gap },
      edited: is?.body !== was?.body && is?.body !== will?.body ? [section.name] : [],
      conflicts: conflict ? [{ name: section.name, proposal, heading: headingOf(was ?? section) }] : [],
    };
  });
  return {
    text: base === next ? current : assembled(settled.flatMap(({ part }) => part ?? [])),
    edited: settled.flatMap(({ edited }) => edited),
    conflicts: settled.flatMap(({ conflicts }) => conflicts),
  };
};
