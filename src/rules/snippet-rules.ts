import { schemaFileOf } from '../design/data/schema-file.ts';
import { type Dialect, storeOf } from '../design/store.ts';
import { scriptPlanOf } from '../design/validation/load-plan.ts';
import type { Design } from '../stages/design.ts';
import { defect, type Rule, requirement, rule } from './rule.ts';

const somethingRuns = rule({
  id: 'EX-001',
  says: 'The design comes with a file that a machine takes as it is: an interface, a schema or a load test.',
  levels: { system: 'warning' },
  breaches: design =>
    // An entity with commands gives an OpenAPI document, whatever is decided.
    design.analysis.requirements.entities.some(({ commands }) => commands.length > 0) ||
    schemaFileOf(design) !== null
      ? []
      : [
          {
            about: 'system',
            at: requirement('entities'),
            text: 'The file names no entity with commands or fields, so the design has no interface, no schema and no load test to run.',
            hint: 'Write entities, with fields (name and type) and the commands that change them.',
          },
        ],
});

const closing: Readonly<Record<string, string>> = { "'": "'", '"': '"', '`': '`' };

/** The place behind what is quoted from `start` on; the length of the text where the quote does not end. */
const afterQuote = (sql: string, start: number, backslashes: boolean): number => {
  const quote = closing[sql.charAt(start)];
  for (let at = start + 1; at < sql.length; at += 1) {
    const character = sql.charAt(at);
    if (backslashes && character === '\\') at += 1;
    else if (character === quote && sql.charAt(at + 1) === quote) at += 1;
    else if (character === quote) return at + 1;
  }
  return sql.length + 1;
};

/** Why a script of SQL cannot be read; null where quotes, parentheses and the last statement end. */
const sqlFault = (sql: string, dialect: Dialect | null): string | null => {
  let depth = 0;
  let last = '';
  let at = 0;
  while (at < sql.length) {
    const character = sql.charAt(at);
    if (sql.startsWith('--', at)) {
      const end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length : end;
      continue;
    }
    if (character in closing) {
      at = afterQuote(sql, at, dialect === 'clickhouse');
      if (at > sql.length) return 'a quote does not end';
      last = character;
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return 'a parenthesis closes that was not opened';
    if (character.trim() !== '') last = character;
    at += 1;
  }
  if (depth > 0) return 'a parenthesis does not close';
  return last === ';' || last === '' ? null : 'the last statement does not end';
};

const jsonFault = (text: string): string | null => {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'it is no JSON';
  }
};

/** Why a file beside the documents cannot be read as what its name says; null where it can. Pure. */
export const unreadable = (path: string, content: string, dialect: Dialect | null): string | null => {
  if (path.endsWith('.json')) return jsonFault(content);
  return path.endsWith('.sql') ? sqlFault(content, dialect) : null;
};

const schemaFault = (design: Design): string | null => {
  const file = schemaFileOf(design);
  return file === null ? null : unreadable(file.path, file.content, storeOf(design).dialect);
};

/** JSON writes what is no number as `null`, and no reader notices. */
const isWritable = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isWritable);
};

/** What the load test is told, as it stands in the script. */
const planFault = (design: Design): string | null =>
  isWritable(scriptPlanOf(design)) ? null : 'a rate or a share of its plan is no number';

const codeIsReadable = rule({
  id: 'EX-002',
  says: 'Schema and load test can be read as the language that they are written in.',
  levels: { document: 'error' },
  breaches: design =>
    [
      { name: 'The schema', fault: schemaFault(design) },
      { name: 'The load test', fault: planFault(design) },
    ].flatMap(({ name, fault }) =>
      fault === null ? [] : [defect(requirement('entities'), `${name} cannot be read: ${fault}.`)],
    ),
});

export const snippetRules: readonly Rule[] = [somethingRuns, codeIsReadable];
