/** Keys and values of a front matter, and where they stand. */
export type ScannedKeys = {
  readonly values: Readonly<Record<string, unknown>>;
  /** Line within the front matter, from 1; undefined for a key that is not there. */
  readonly lineOf: (key: string) => number | undefined;
  /** Where a key stands again that stood there before: the first one counts. */
  readonly twice: readonly { readonly key: string; readonly line: number }[];
};

/** Keys of Claude Code's subagents: each ends the text of a description that runs over several lines. */
const knownKeys = [
  'name',
  'description',
  'model',
  'tools',
  'color',
  'disallowedTools',
  'permissionMode',
  'mcpServers',
  'hooks',
  'maxTurns',
  'skills',
  'memory',
  'background',
  'effort',
  'isolation',
  'initialPrompt',
];

const known = new RegExp(`^(${knownKeys.join('|')})[ \\t]*:(?=[ \\t]|$)(.*)$`);
const any = /^([\p{L}_][\p{L}\p{N}_-]*)[ \t]*:(?=[ \t]|$)(.*)$/u;

type Entry = { readonly key: string; readonly line: number; readonly lines: string[] };

/** A description takes all lines up to the next known key: `user: …` in it is talk, not a key. */
const startOf = (line: string, within: string | undefined): RegExpExecArray | null =>
  known.exec(line) ?? (within === 'description' ? null : any.exec(line));

const entriesOf = (head: string): Entry[] => {
  const entries: Entry[] = [];
  for (const [index, line] of head.split('\n').entries()) {
    const current = entries.at(-1);
    const [, key, rest] = startOf(line, current?.key) ?? [];
    if (key === undefined) current?.lines.push(line);
    else entries.push({ key, line: index + 1, lines: [rest ?? ''] });
  }
  return entries;
};

const unquoted = (text: string): string => /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;

/** The text of an entry as it stands there, without the mark of a block and its indentation. */
const rawText = ([first = '', ...rest]: readonly string[]): string => {
  const block = /^[ \t]*[|>][+-]?[ \t]*$/.test(first);
  return unquoted(
    [...(block ? [] : [first]), ...rest]
      .map(line => line.trim())
      .join('\n')
      .trim(),
  );
};

/**
 * Reads keys line by line, for front matter that is no YAML as a whole. `read` is tried on each entry alone, so
 * that lists, quotes and blocks mean what they do in YAML.
 */
export const scanKeys = (
  head: string,
  read: (text: string) => Readonly<Record<string, unknown>> | undefined,
): ScannedKeys => {
  const entries = entriesOf(head);
  const first = new Map<string, Entry>();
  for (const entry of entries) if (!first.has(entry.key)) first.set(entry.key, entry);
  const readEntry = ({ key, lines }: Entry): unknown => {
    const alone = read(`${key}:${lines.join('\n')}`);
    return alone !== undefined && Object.keys(alone).length === 1 && Object.hasOwn(alone, key)
      ? alone[key]
      : rawText(lines);
  };
  return {
    values: Object.fromEntries([...first].map(([key, entry]) => [key, readEntry(entry)])),
    lineOf: key => first.get(key)?.line,
    twice: entries.filter(entry => first.get(entry.key) !== entry).map(({ key, line }) => ({ key, line })),
  };
};
