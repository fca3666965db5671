import type { Design } from '../../stages/design.ts';
import type { Attachment } from '../data/schema-file.ts';
import { scriptPlanOf } from './load-plan.ts';

export const loadTestPath = 'load-test.mjs';

/** What stands in the script for its data: once, where a value can stand. */
const place = "'@plan@'";

/** Characters that end neither a line nor an element of HTML that the script stands in. */
const harmless = (json: string): string =>
  json.replace(/[<>\u2028\u2029]/gu, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

const widest = 110;

/** A value as JavaScript: JSON, on one line where it fits. */
const literal = (value: unknown, indent = ''): string => {
  const line = harmless(JSON.stringify(value, null, 1).replace(/\n */gu, ' '));
  if (typeof value !== 'object' || value === null || indent.length + line.length <= widest) return line;
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map(one => literal(one, inner))
    : Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${literal(one, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${entries.map(entry => `${inner}${entry}`).join(',\n')}\n${indent}${close}`;
};

/**
 * The load test as a file beside the design document; null where the file gives no load, or no operation to send. Texts
 * of the file come into the script as strings of its data alone. Throws a RangeError for a script without a place for
 * them. Pure.
 */
export const loadTestFileOf = (design: Design, script: string): Attachment | null => {
  const plan = scriptPlanOf(design);
  if (plan === null) return null;
  const parts = script.split(place);
  if (parts.length !== 2)
    throw new RangeError(`the load test has ${parts.length - 1} places for its plan, not 1`);
  return { path: loadTestPath, content: parts.join(literal(plan)) };
};
