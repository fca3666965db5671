import type { Conflict } from './merge.ts';
import { sectionsOf } from './sections.ts';

const explanation = `<!--
Somebody edited these sections, and the requirements change them too. What the person wrote stands in the document; this
is what adrgen would write there. Take over what is right, then delete this file.
-->`;

const block = ({ heading, proposal }: Conflict): string =>
  (proposal ?? `${heading}\n\nThe requirements no longer call for this section: it would go.`).trimEnd();

const headingOf = (text: string): string => text.split('\n', 1)[0] ?? '';

/** Sections of an earlier proposal that nobody has settled, and that the present one says nothing about. */
const stillOpen = (before: string, now: readonly string[]): readonly string[] => {
  const known = new Set(now.flatMap(text => sectionsOf(text).map(({ body }) => headingOf(body))));
  return sectionsOf(before)
    .filter(({ body, level }) => level > 0 && !known.has(headingOf(body)))
    .map(({ body }) => body.trimEnd());
};

/**
 * The file that holds what adrgen would write where a person's words stay; null where there is nothing to say. What
 * an earlier one holds stays until somebody deletes it. Pure.
 */
export const proposalText = (before: string | null, conflicts: readonly Conflict[]): string | null => {
  if (conflicts.length === 0) return before;
  const blocks = conflicts.map(block);
  const open = before === null ? [] : stillOpen(before, blocks);
  return `${[explanation, ...open, ...blocks].join('\n\n')}\n`;
};
