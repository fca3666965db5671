import { criterionNames } from '../model/criteria.ts';
import { type Dimension, dimensions, type Quantity } from '../model/quantity.ts';
import { parseQuantity } from '../model/quantity-text.ts';
import { classifications, componentKinds, constraintTags, skillLevels } from '../model/requirements.ts';
import { fail, type Scanner, skipSpace, take, takeQuoted } from './condition-scanner.ts';

const onCall = ['none', 'business-hours', '24x7'];

/** The values that a word or a list can hold; undefined where any word will do (`compliance`, `text`). */
export const wordsOfPath = (path: string): readonly string[] | undefined => {
  if (path.startsWith('team.skills.')) return skillLevels;
  switch (path) {
    case 'team.on_call':
      return onCall;
    case 'constraints.forbids':
    case 'constraints.requires':
      return Object.keys(constraintTags);
    case 'data.classifications':
      return classifications;
    case 'existing.kinds':
      return componentKinds;
    case 'priorities':
      return criterionNames;
    default:
      return undefined;
  }
};

/** Everything up to the next `and`, `or`, closing parenthesis or the end: `99.95 %`, `12,000`, `3 months`. */
const untilBoundary = /[^()"]+?(?=\s+(?:and|or)(?![\p{L}\p{N}\p{M}_.+#-])|\s*\)|\s*$)/uy;

export const takeQuantity = (scanner: Scanner, dimension: Dimension): Quantity => {
  skipSpace(scanner);
  const start = scanner.at;
  const { examples } = dimensions[dimension];
  const expected = `a ${dimension} such as ${examples.join(' or ')}`;
  const raw = takeQuoted(scanner) ?? take(scanner, untilBoundary);
  if (raw === undefined || raw.trim() === '') return fail(scanner, 'condition-value', expected, start);
  const parsed = parseQuantity(raw.trim(), dimension);
  return parsed.ok ? parsed.quantity : fail(scanner, 'condition-value', expected, start, `"${raw.trim()}"`);
};

export const bareWord = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.+#/-]*/uy;

/** A bare word or a string in quotes, checked against the path's vocabulary where it has one. */
export const takeValue = (scanner: Scanner, path: string): string => {
  skipSpace(scanner);
  const start = scanner.at;
  const words = wordsOfPath(path);
  const expected = words === undefined ? 'a word, or a text in quotes' : `one of ${words.join(', ')}`;
  const value = takeQuoted(scanner) ?? take(scanner, bareWord);
  if (value === undefined || value.trim() === '') return fail(scanner, 'condition-value', expected, start);
  if (words !== undefined && !words.includes(value))
    return fail(scanner, 'condition-value', expected, start, `"${value}"`);
  return value;
};
