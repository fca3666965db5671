import { bareWord } from './condition-literals.ts';
import { firstSegment, furtherSegment } from './condition-parser.ts';
import type { Condition } from './condition-tree.ts';

/** The text of a condition: parsing it gives the same condition back. */
export const printCondition = (condition: Condition): string => {
  switch (condition.op) {
    case 'true':
      return 'true';
    case 'and':
    case 'or':
      return condition.parts.map(part => printPart(part, condition.op)).join(` ${condition.op} `);
    case 'not':
      return `not ${printPart(condition.part, 'not')}`;
    case 'compare':
      return `${printPath(condition.path)} ${condition.comparison} ${condition.quantity.text}`;
    case 'word':
      return `${printPath(condition.path)} ${condition.comparison} ${
        condition.comparison === 'in'
          ? `[${condition.words.map(printWord).join(', ')}]`
          : condition.words.map(printWord).join('')
      }`;
    case 'has':
      return `${printPath(condition.path)} has ${printWord(condition.value)}`;
    case 'known':
      return `${printPath(condition.path)} is ${condition.known ? 'known' : 'unknown'}`;
  }
};

const strength = { or: 0, and: 1, not: 2 };

/** Parentheses where the part binds no tighter than what it stands in. */
const printPart = (part: Condition, within: 'and' | 'or' | 'not'): string =>
  (part.op === 'and' || part.op === 'or') && strength[part.op] <= strength[within]
    ? `(${printCondition(part)})`
    : printCondition(part);

const whole = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(`^${patterns.map(({ source }) => source).join('')}$`, 'u');
const bareValue = whole(bareWord);
const barePath = new RegExp(`^${firstSegment.source}(?:${furtherSegment.source})*$`, 'u');

const quote = (text: string): string => `"${text.replace(/["\\]/gu, '\\$&')}"`;
const printWord = (word: string): string => (bareValue.test(word) ? word : quote(word));

const skills = 'team.skills.';
const printPath = (path: string): string =>
  barePath.test(path) || !path.startsWith(skills) ? path : `${skills}${quote(path.slice(skills.length))}`;
