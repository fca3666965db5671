import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { topic, topicExtension, topicOption } from '../../model/catalogue.ts';
import type { Issue } from '../../model/problem.ts';
import { containerPart, edgePart } from '../../model/proposal.ts';
import { lineOf, locate, type PlacedFile, type Step } from './yaml-places.ts';

type SchemaIssue = z.core.$ZodIssue;

const knownKeys = [
  ...new Set([
    ...[topic, topicExtension, topicOption, containerPart, edgePart].flatMap(({ shape }) =>
      Object.keys(shape),
    ),
    ...'if score because base range from when rating depends_on text mitigation test'.split(' '),
    ...'hypothesis time_box pass fail good bad source as_of review_after containers edges'.split(' '),
    ...'topic any_of title url licence name given expect winner verdict'.split(' '),
  ]),
];

/** The nearest of the names, where it is near enough to be a slip of the pen. */
export const nearest = (name: string, names: readonly string[]): string | undefined => {
  if (names.length === 0) return undefined;
  const best = closest(name, names);
  return distance(name, best) <= Math.max(2, Math.floor(name.length / 3)) ? best : undefined;
};

const meant = (name: string, names: readonly string[]): Pick<Issue, 'hint'> => {
  const best = nearest(name, names);
  return best === undefined ? {} : { hint: `did you mean ${best}?` };
};

const placed = (file: PlacedFile, steps: readonly Step[]): Pick<Issue, 'place' | 'source'> => {
  const { place } = locate(file, steps);
  return { place, source: lineOf(file, place) };
};

/** What the YAML parser itself refuses first; what follows is mostly confusion of its own making. */
export const syntaxIssues = (file: PlacedFile): Issue[] =>
  file.document.errors.slice(0, 1).map(({ message, pos }) => {
    const { line, col } = file.lines.linePos(pos[0]);
    const place = { file: file.name, line, column: col };
    const [first = 'not YAML'] = message.split('\n');
    return {
      code: 'yaml-syntax',
      message: first.replace(/ at line \d+, column \d+:?$/u, ''),
      place,
      source: lineOf(file, place),
      hint: 'text needs quotes that starts with {, holds ": " or " #", or stands in { … } with brackets or a comma',
    };
  });

/** What the schema refuses, in the order of zod, each with its place in the file. */
export const schemaIssues = (file: PlacedFile, issues: readonly SchemaIssue[]): Issue[] =>
  issues.flatMap(issue => {
    const steps = issue.path.map(step => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(key => ({
        code: 'unknown-key',
        message: `unknown key ${key}`,
        ...placed(file, [...steps, key]),
        ...meant(key, knownKeys),
      }));
    }
    const where = steps.join('.');
    if (issue.code === 'invalid_type' && locate(file, steps).depth < steps.length) {
      return [{ code: 'missing-key', message: `${where} is missing`, ...placed(file, steps) }];
    }
    return [
      {
        code: 'invalid-value',
        message: `${where === '' ? 'the file' : where}: ${said(issue)}`,
        ...placed(file, steps),
      },
    ];
  });

/** A union says only "Invalid input": its branches say what was expected. */
const said = (issue: SchemaIssue): string => {
  if (issue.code !== 'invalid_union') return issue.message;
  const branches = issue.errors.flatMap(([first]) => (first === undefined ? [] : [first.message]));
  return branches.length === 0 ? issue.message : [...new Set(branches)].join(', or ');
};
