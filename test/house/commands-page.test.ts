import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { helpText } from '../../src/cli/command-line.ts';

const page = resolve(import.meta.dirname, '../../docs/commands.md');

/** What `adrgen <words> --help` prints. */
const help = async (...words: readonly string[]): Promise<string> => (await helpText(words)).trimEnd();

const fenced = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

const commandsPage = async (): Promise<string> => {
  const root = await help();
  const names = [...(root.split('\nCommands:\n')[1] ?? '').matchAll(/^ {2}adrgen (\S+)(?: |$)/gm)].map(
    ([, name = '']) => name,
  );
  // Its help is the script itself.
  const explained = names.filter(name => name !== 'completion');
  const sections = await Promise.all(
    explained.map(async name => `## adrgen ${name}\n\n${fenced(await help(name))}\n`),
  );
  return [
    '# Commands',
    '',
    '<!-- Generated from the command line itself by `npm run docs`. -->',
    '',
    'Data goes to stdout, messages and progress to stderr. What a command exits with: [exit codes](exit-codes.md). What it prints with `--json`: [JSON output](json.md).',
    '',
    fenced(root),
    '',
    ...sections,
    '## adrgen completion',
    '',
    'Prints a script for the shell: `adrgen completion >> ~/.bashrc`, or `>> ~/.zshrc`.',
    '',
  ].join('\n');
};

it('docs/commands.md says what --help says; `npm run docs` writes it anew', async () => {
  const expected = await commandsPage();
  expect(expected.match(/^## adrgen (?:new|validate|doctor)$/gm)).toHaveLength(3);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, expected);
  expect(readFileSync(page, 'utf8')).toBe(expected);
});
