import { parseCondition, pathsOf } from '../../weighing/condition.ts';
import { ConditionError } from '../../weighing/condition-tree.ts';
import { factPath, factPaths } from '../../weighing/facts.ts';
import { isTotal } from './guaranteed.ts';
import { readText } from './interpolate.ts';
import { error, type Flaw, type LintRule, warning } from './lint-issue.ts';
import { conditionsOf, sentencesOf } from './sentences.ts';
import { nearest } from './topic-issues.ts';

const paths = factPaths.map(({ path }) => path);
const nearPath = (path: string): string | undefined => {
  const near = nearest(path, paths);
  return near === undefined ? undefined : `did you mean ${near}?`;
};

/** Every condition parses. */
export const soundConditions: LintRule = topic =>
  conditionsOf(topic).flatMap(({ path, text }): Flaw[] => {
    try {
      parseCondition(text);
      return [];
    } catch (caught) {
      if (!(caught instanceof ConditionError)) throw caught;
      const { code, received } = caught.fault;
      const hint = code === 'condition-path' ? nearPath(received) : undefined;
      return [error(code, path, `${caught.message}, in: ${text}`, hint)];
    }
  });

const speaksOf = (condition: string | undefined): readonly string[] => {
  if (condition === undefined) return [];
  try {
    return pathsOf(parseCondition(condition));
  } catch {
    return ['a condition that another rule refuses'];
  }
};

/** Each because says what it stands on: a fact, a requirement, or the word assumption. */
export const citedReasons: LintRule = topic => {
  const facts = new Set(topic.options.flatMap(option => option.facts.map(({ id }) => id)));
  return sentencesOf(topic).flatMap(({ path, text, kind, condition }): Flaw[] => {
    const { quotes, marks } = readText(text);
    const unknown = marks
      .filter(mark => mark !== 'assumption' && !facts.has(mark))
      .map(mark =>
        error('unknown-fact', path, `there is no fact ${mark}`, nearHint(mark, [...facts, 'assumption'])),
      );
    if (kind === 'plain')
      return marks.length === 0
        ? []
        : [error('stray-mark', path, `[${marks.join(', ')}] would be printed: only reasons cite`)];
    const standsOn = quotes.length + marks.length + speaksOf(condition).length;
    return kind === 'because' && standsOn === 0
      ? [
          error(
            'no-basis',
            path,
            'cites no fact and no requirement',
            'quote a {path}, cite a [fact-id], or end with [assumption]',
          ),
        ]
      : unknown;
  });
};

const nearHint = (mark: string, names: readonly string[]): string | undefined => {
  const near = nearest(mark, names);
  return near === undefined ? undefined : `did you mean ${near}?`;
};

/** Quoted paths exist, and reasons quote only what is known wherever they are said. */
export const quotedPaths: LintRule = topic =>
  sentencesOf(topic).flatMap(({ path, text, kind, known }) =>
    readText(text).quotes.flatMap((quote): Flaw[] => {
      if (factPath(quote) === undefined)
        return [error('unknown-path', path, `{${quote}} is no fact`, nearPath(quote))];
      if (kind === 'plain' || isTotal(quote) || known.has(quote)) return [];
      return [
        warning(
          'unsure-quote',
          path,
          `{${quote}} may be unknown here and print as "not stated"`,
          'guard it: the condition must be false or true only when the value is known',
        ),
      ];
    }),
  );

/** Praise, and other people's choices, are no reasons. */
const emptyWords =
  /\b(?:best(?![- ]effort)(?<!\bat best)|industry[- ]leading|world[- ]class|state[- ]of[- ]the[- ]art|cutting[- ]edge|popularity|(?:most|more|very) popular|popular (?:choice|option|product|tool|framework|database)|widely (?:used|adopted)|battle[- ](?:tested|proven))\b/iu;

export const soberWords: LintRule = topic =>
  sentencesOf(topic).flatMap(({ path, text }) => {
    const found = emptyWords.exec(text)?.[0];
    return found === undefined ? [] : [warning('empty-words', path, `"${found}" is praise, not a reason`)];
  });

export const longestReason = 160;

/** A reason is one clause behind "Good, because": short, and without a full stop. */
export const shortReasons: LintRule = topic =>
  sentencesOf(topic).flatMap(({ path, text, kind }): Flaw[] => {
    if (kind === 'plain') return [];
    const { words } = readText(text);
    return [
      ...(kind === 'because' && words.length > longestReason
        ? [warning('long-reason', path, `${words.length} characters, aim at ${longestReason} at most`)]
        : []),
      ...(/[.。]$/u.test(words) ? [warning('full-stop', path, 'ends with a full stop')] : []),
    ];
  });
