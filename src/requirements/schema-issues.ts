import type { z } from 'zod';
import type { Issue } from '../model/problem.ts';
import { expectedBy, oneOf } from './expected.ts';
import { mostIssues } from './issue-order.ts';
import { type Located, nodeAt, offsetAt, type Path, pathText, quoted, shown } from './located.ts';
import { nearest } from './nearest.ts';
import type { Reading } from './reading.ts';
import { schemaAt } from './schema-walk.ts';
import { standsFor, unknownKeyIssue } from './unknown-key.ts';

type Facts = Omit<Issue, 'place' | 'source'>;

/** What zod found, in the words and at the places of the file. */
export const schemaIssues = (found: readonly z.core.$ZodIssue[], reading: Reading): Issue[] =>
  found.slice(0, 5 * mostIssues).flatMap(issue => issueOf(issue, [], reading));

const issueOf = (found: z.core.$ZodIssue, above: Path, reading: Reading): Issue[] => {
  const path: Path = [...above, ...found.path.map(part => (typeof part === 'number' ? part : String(part)))];
  if (found.code === 'unrecognized_keys') {
    return found.keys.slice(0, 5 * mostIssues).map(key => unknownKeyIssue(path, key, reading));
  }
  if (found.code === 'invalid_union') {
    const inside = ofMemberMeant(found.errors);
    if (inside !== undefined) return inside.flatMap(issue => issueOf(issue, path, reading));
  }
  if (isNamedOtherwise(path, reading)) return [];
  const about = aboutNothing(path, reading) ?? aboutValue(found, path, reading);
  return [reading.source.issue(offsetAt(reading.root, path), about)];
};

/** The errors of the one union member whose type fits the value; zod itself says only "Invalid input". */
const ofMemberMeant = (errors: readonly (readonly z.core.$ZodIssue[])[]) =>
  errors.find(issues => !issues.some(issue => issue.code === 'invalid_type' && issue.path.length === 0));

/** Refused before, or missing because its key is misspelt: that has an issue of its own. */
const isNamedOtherwise = (path: Path, reading: Reading): boolean => {
  const node = nodeAt(reading.root, path);
  if (reading.refused.has(pathText(path))) return true;
  if (node !== undefined) return node.kind === 'scalar' && node.refused === true;
  return standsFor(String(path.at(-1)), path.slice(0, -1), reading);
};

const aboutNothing = (path: Path, { root, schema }: Reading): Facts | undefined => {
  const node = nodeAt(root, path);
  const expected = expectedBy(schemaAt(schema, root, path));
  if (node === undefined) {
    const parent = pathText(path.slice(0, -1));
    const where = parent === '' ? '' : ` in ${parent}`;
    return { code: 'missing-field', message: `"${String(path.at(-1))}" is missing${where}`, expected };
  }
  if (node.kind !== 'scalar' || node.value !== null) return undefined;
  return {
    code: 'missing-value',
    message: path.length === 0 ? 'the file says nothing' : `${pathText(path)} has no value`,
    expected,
    received: 'nothing',
    hint: 'Write a value, write `unknown` where it is optional, or remove the key.',
  };
};

const aboutValue = (found: z.core.$ZodIssue, path: Path, reading: Reading): Facts => {
  const node = nodeAt(reading.root, path);
  const schema = schemaAt(reading.schema, reading.root, path);
  const name = pathText(path) || 'the file';
  const received = shown(node);
  const expected = expectedBy(schema);
  switch (found.code) {
    case 'invalid_value':
      return unknownValue(found.values.map(String), name, node);
    case 'custom':
      return aboutQuantity(found, name, received);
    case 'too_small':
    case 'too_big':
      return { ...aboutRange(found, name, node), expected, received };
    case 'invalid_format':
      return {
        code: 'bad-format',
        message: `${name} is not written as it should be`,
        expected: found.message,
        received,
      };
    default:
      return {
        code: 'wrong-type',
        message: `${name} is ${kindOf(node)}`,
        expected,
        received,
        ...mend(expected, node),
      };
  }
};

const kindOf = (node: Located | undefined): string => {
  if (node?.kind !== 'scalar') return `${shown(node)}, which cannot stand here`;
  return typeof node.value === 'string'
    ? 'text, which cannot stand here'
    : `the ${typeof node.value} ${node.text}`;
};

const aboutRange = (
  found: z.core.$ZodIssue,
  name: string,
  node: Located | undefined,
): Pick<Issue, 'code' | 'message'> => {
  if (node?.kind === 'list') {
    return node.items.length === 0
      ? { code: 'empty-value', message: `${name} is empty` }
      : {
          code: 'out-of-range',
          message: `${name} has ${node.items.length === 1 ? 'one entry' : `${node.items.length} entries`}`,
        };
  }
  return node?.kind === 'scalar' && typeof node.value !== 'number'
    ? { code: 'empty-value', message: `${name} is empty` }
    : { code: 'out-of-range', message: `${name} is outside its range: ${rangeOf(found)}` };
};

const rangeOf = (found: z.core.$ZodIssue): string => {
  if (found.code === 'too_small') return `at least ${found.minimum}`;
  return found.code === 'too_big' ? `at most ${found.maximum}` : '';
};

const unknownValue = (values: readonly string[], name: string, node: Located | undefined): Facts => {
  const near = node?.kind === 'scalar' ? nearest(node.text, values) : undefined;
  return {
    code: node?.kind === 'scalar' ? 'unknown-value' : 'wrong-type',
    message: `${name} cannot be ${shown(node)}`,
    expected: values.length === 1 ? String(values[0]) : oneOf(values),
    received: shown(node),
    ...(near === undefined ? {} : { hint: `Did you mean ${near}?` }),
  };
};

const aboutQuantity = (found: z.core.$ZodIssueCustom, name: string, received: string): Facts => {
  const { code = 'not-a-quantity', suggestion } = found.params ?? {};
  const [reason = '', expected] = found.message.split('; expected ');
  return {
    code: String(code),
    message: `${name} cannot be ${received}: ${reason}`,
    received,
    ...(expected === undefined ? {} : { expected }),
    ...(suggestion === undefined ? {} : { hint: `Write ${String(suggestion)}` }),
  };
};

const truths: Readonly<Record<string, string>> = { yes: 'true', on: 'true', y: 'true', true: 'true' };
const untruths: Readonly<Record<string, string>> = { no: 'false', off: 'false', n: 'false', false: 'false' };

/** The likeliest way out of a wrong type. */
const mend = (expected: string, node: Located | undefined): { hint: string } | Record<string, never> => {
  if (node?.kind !== 'scalar') return {};
  if (expected.startsWith('a list')) return { hint: `Write a list: [${quoted(node.text)}]` };
  if (/^a map with the keys .*\btext\b/.test(expected))
    return { hint: `Write { text: ${quoted(node.text)} }` };
  if (expected !== 'true or false') return {};
  const word = node.text.toLowerCase();
  const meant = truths[word] ?? untruths[word];
  return meant === undefined
    ? {}
    : { hint: `Write ${meant}, without quotes; YAML 1.2 reads "${word}" as text.` };
};
