import Handlebars from 'handlebars';
import { type Problem, problem } from '../../model/problem.ts';
import type { ParsedTemplate } from './scope.ts';

/** Takes a template apart. `file` names it in messages. Throws a Problem where it cannot be read. */
export const parseTemplate = (file: string, source: string): ParsedTemplate => {
  try {
    return { name: file, source, program: Handlebars.parse(source) };
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file);
    const said = error instanceof Error ? error.message : String(error);
    const line = Number(/line (\d+)/.exec(said)?.[1]);
    const text = source.split('\n')[line - 1];
    throw problem({
      code: 'template-syntax',
      message: `The template cannot be read: ${reasonOf(said)}.`,
      place: { file, ...(line > 0 && { line }) },
      ...(text !== undefined && { source: text }),
    });
  }
};

/** Of Handlebars' message what the line and the source do not say. */
const reasonOf = (said: string): string => {
  const expected = /Expecting (.+), got '(\w+)'/.exec(said);
  if (expected?.[2] === 'EOF') return 'a block or a brace is not closed';
  const mismatch = /^(\S+) doesn't match (\S+)/.exec(said);
  if (mismatch !== null) return `{{#${mismatch[1]}}} is closed by {{/${mismatch[2]}}}`;
  return expected === null
    ? (said.split('\n')[0] ?? said).replace(/[.:]$/, '')
    : 'this is not what can stand here';
};

const tooDeep = (file: string): Problem =>
  problem({
    code: 'template-too-deep',
    message: 'The template nests deeper than can be followed.',
    place: { file },
  });

/** Does something with a template that goes as deep as it nests; a stack that overflows becomes a Problem. */
export const withinDepth = <Value>(file: string, work: () => Value): Value => {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? tooDeep(file) : error;
  }
};
