import {
  modelAliases,
  type Persona,
  type PersonaIssue,
  type PersonaReading,
  stageOf,
} from '../model/persona.ts';
import { readKeys, splitFile } from './front-matter.ts';
import type { ScannedKeys } from './scan-keys.ts';
import { textOfBytes } from './text-of-bytes.ts';

const template = 'Start the file with "---", "name: …", "description: …" and "---"; the prompt follows.';

/** `review.md` → `review`: the name of a persona that does not say its own. */
const nameOfFile = (file: string): string => (file.split(/[\\/]/).at(-1) ?? file).replace(/\.[^.]+$/, '');

/** A word, number or truth value as text; undefined for nothing and for lists and mappings. */
const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

/** `Read, Bash(git log:*, git diff:*)` → two tools: a comma in parentheses separates none. */
const toolsOf = (value: unknown): readonly string[] | null => {
  if (Array.isArray(value)) return value.flatMap(one => textOf(one) ?? []);
  const text = textOf(value)?.replace(/^\[(.*)\]$/s, '$1');
  if (text === undefined) return null;
  const names = text.match(/(?:[^,\n(]|\([^)]*\)?)+/g) ?? [];
  return names.map(name => name.trim().replace(/^- /, '')).filter(name => name !== '');
};

/** Ids of models have digits or separators in them: `claude-opus-5-5`, `qwen/qwen3`, `llama3.1:70b`. */
const isModelId = (text: string): boolean => /^[\w.:/@[\]-]+$/.test(text) && /[\d/:-]/.test(text);

const modelOf = (text: string | undefined): string | undefined => {
  if (text === undefined) return 'inherit';
  const alias = modelAliases.find(one => one === text.toLowerCase());
  return alias ?? (isModelId(text) ? text : undefined);
};

const used = ['name', 'description', 'model', 'tools', 'color'];

type Report = (
  level: PersonaIssue['level'],
  code: string,
  message: string,
  more?: Partial<PersonaIssue>,
) => PersonaIssue;

const reporter =
  (file: string): Report =>
  (level, code, message, more = {}) => ({ level, code, message, place: { file }, ...more });

/** What is odd about a persona that can be used all the same. */
const warningsOf = (keys: ScannedKeys, fence: number, report: Report, file: string): PersonaIssue[] => {
  const { values, lineOf, twice } = keys;
  const place = (key: string) => ({ place: { file, line: fence + (lineOf(key) ?? 0) } });
  const model = textOf(values.model);
  const warnings: PersonaIssue[] = twice.map(({ key, line }) =>
    report('warning', 'duplicate-key', `"${key}" stood there before, and the first one counts`, {
      place: { file, line: fence + line },
    }),
  );
  if (textOf(values.name) === undefined)
    warnings.push(
      report('warning', 'missing-name', `no name is given, so the file's own is taken: ${nameOfFile(file)}`, {
        ...place('name'),
        hint: `Add the line "name: ${nameOfFile(file)}".`,
      }),
    );
  if (textOf(values.description) === undefined)
    warnings.push(
      report('warning', 'missing-description', 'no description is given', {
        ...place('description'),
        hint: 'Add a line "description: …" that says when this persona is asked.',
      }),
    );
  if (modelOf(model) === undefined)
    warnings.push(
      report('warning', 'unknown-model', 'the model is not known, so "inherit" is taken', {
        ...place('model'),
        expected: `${modelAliases.join(', ')} or the full id of a model`,
        received: model ?? '',
      }),
    );
  return warnings;
};

/**
 * One persona file in the format of Claude Code's subagents. Never throws: whatever the bytes are, the answer is a
 * persona, issues with file and line, or both. `file` is what messages call it.
 */
export const readPersona = (source: string | Uint8Array, file: string): PersonaReading => {
  const report = reporter(file);
  const failed = (issue: PersonaIssue): PersonaReading => ({ file, persona: null, issues: [issue] });
  const text = textOfBytes(source, file);
  if (typeof text !== 'string') return failed({ ...text, level: 'error' });
  const { head, fence, bodyLine, closed, body } = splitFile(text);
  if (head === null) {
    const message = text.trim() === '' ? 'the file is empty' : 'the file has no front matter';
    return failed(
      report('error', 'missing-front-matter', message, { place: { file, line: 1 }, hint: template }),
    );
  }
  if (!closed)
    return failed(
      report('error', 'open-front-matter', 'the front matter that starts here is never closed', {
        place: { file, line: fence },
        hint: 'Put a line "---" after its last key; the prompt follows it.',
      }),
    );
  const prompt = body.trim();
  if (prompt === '')
    return failed(
      report('error', 'empty-prompt', 'nothing follows the front matter: a persona is its prompt', {
        place: { file, line: bodyLine - 1 },
        hint: 'Write below the front matter what the persona shall do.',
      }),
    );
  const keys = readKeys(head);
  return { file, persona: personaOf(keys, prompt, file), issues: warningsOf(keys, fence, report, file) };
};

const personaOf = ({ values }: ScannedKeys, prompt: string, file: string): Persona => {
  const name = textOf(values.name) ?? nameOfFile(file);
  return {
    name,
    stage: stageOf(name),
    description: textOf(values.description) ?? '',
    model: modelOf(textOf(values.model)) ?? 'inherit',
    tools: toolsOf(values.tools),
    color: textOf(values.color) ?? null,
    other: Object.fromEntries(Object.entries(values).filter(([key]) => !used.includes(key))),
    prompt,
  };
};
