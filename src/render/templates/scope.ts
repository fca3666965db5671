import { closest } from 'fastest-levenshtein';
import type { Issue } from '../../model/problem.ts';
import type { Shapes } from './schema.ts';

/** A template taken apart, with the name it is known by in messages. */
export type ParsedTemplate = {
  readonly name: string;
  readonly source: string;
  readonly program: hbs.AST.Program;
};

/** Where a name in a template is looked up. */
export type Scope = {
  readonly shapes: Shapes;
  readonly outer: Scope | undefined;
  readonly root: Shapes;
  /** Names given with `as |name|`. */
  readonly named: Readonly<Record<string, Shapes>>;
  readonly inEach: boolean;
};

/** What a walk through a template carries along; the issues gather here. */
export type Check = {
  readonly template: ParsedTemplate;
  readonly partials: ReadonlyMap<string, ParsedTemplate>;
  readonly issues: Issue[];
  /** The partials around this one: none may contain itself. */
  readonly inside: readonly string[];
  /** Hears of each partial that is reached, and of what it sees there. */
  readonly visit: (partial: string, shapes: Shapes) => void;
  /** Characters that partials may still bring. */
  readonly room: { left: number };
};

/** The nearest known name, for an issue. */
export const nearest = (name: string, known: readonly string[]): Pick<Issue, 'expected' | 'hint'> =>
  known.length === 0 ? {} : { expected: known.join(', '), hint: `did you mean "${closest(name, known)}"?` };

export const nameOf = (node: hbs.AST.Node): string =>
  'original' in node ? String(node.original) : node.type;

/** Adds an issue for what templates may not do. */
export const refuse = (check: Check, node: hbs.AST.Node, why: string, expected?: string): void =>
  add(check, node, {
    code: 'template-refused',
    message: `${why}.`,
    ...(expected !== undefined && { expected }),
  });

/** Adds an issue at a node of the template. */
export const add = (check: Check, node: hbs.AST.Node, issue: Omit<Issue, 'place' | 'source'>): void => {
  const { line, column } = node.loc.start;
  const source = check.template.source.split('\n')[line - 1];
  check.issues.push({
    ...issue,
    place: { file: check.template.name, line, column: column + 1 },
    ...(source !== undefined && { source }),
  });
};
