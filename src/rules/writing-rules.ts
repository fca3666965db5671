import type { Finding } from '../model/finding.ts';
import { isSettled } from '../records/plan.ts';
import { ourDefect, type Rule, requirement, type Writing } from './rule.ts';

/** Design documents have no decision; they are the system's. */
const atDocument = ({ document }: Writing): Finding['at'] =>
  document.startsWith('_') ? requirement('system') : { kind: 'decision', id: document };

/** A rule about what a plan of changes would write. */
const writingRule = (
  given: Pick<Rule, 'id' | 'says'> & {
    readonly breaks: (writing: Writing) => boolean;
    readonly text: (writing: Writing) => string;
    readonly hint: string;
  },
): Rule => ({
  id: given.id,
  says: given.says,
  levels: { document: 'error' },
  check: () => [],
  checkWriting: writings =>
    writings.filter(given.breaks).map(writing => ({
      rule: given.id,
      level: 'error',
      about: 'document',
      at: atDocument(writing),
      text: given.text(writing),
      hint: given.hint,
    })),
});

const decidedStays = writingRule({
  id: 'DOC-004',
  says: 'A record that people have decided on is not rewritten.',
  breaks: ({ before, after }) => after !== null && isSettled(before) && after !== before,
  text: ({ path }) => `${path} is decided, and would be rewritten.`,
  hint: ourDefect,
});

const nobodyButPeopleAccepts = writingRule({
  id: 'HON-003',
  says: 'No record is given a status other than proposed or draft: people decide.',
  breaks: ({ before, after }) => isSettled(after) && !isSettled(before),
  text: ({ path }) => `${path} would be written with a status that only people give it.`,
  hint: 'write status: proposed in the own template; without one it is a defect of adrgen: please report it',
});

export const writingRules: readonly Rule[] = [decidedStays, nobodyButPeopleAccepts];
