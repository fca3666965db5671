import type { Finding } from '../model/finding.ts';
import type { Design } from '../stages/design.ts';
import type { Day, Writing } from './rule.ts';
import { rules } from './table.ts';

/**
 * What the rules say of a design before it is rendered, in the order of the table. Pure, and total: no design
 * that the stages make from a valid requirements file gives an error about the document.
 */
export const judge = (design: Design, day: Day): readonly Finding[] =>
  rules.flatMap(({ check }) => check(design, day));

/** What the rules say of documents that are about to be written, in the order of the table. Pure. */
export const judgeWriting = (writings: readonly Writing[]): readonly Finding[] =>
  rules.flatMap(({ checkWriting }) => checkWriting?.(writings) ?? []);
