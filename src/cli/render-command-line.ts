import type { Argv } from 'yargs';
import { pictureThemes } from '../model/picture-theme.ts';
import { examples, json } from './command.ts';

/** Stands for `-`, which yargs loses from a list of words. */
const standardInput = '\uE001';

/** The words with `-` as yargs can keep it; as the value of a flag it stays. */
export const withStandardInput = (argv: readonly string[]): string[] =>
  argv.map((word, index) => (word === '-' && argv[index - 1] !== '--out' ? standardInput : word));

/** What was written for a file. */
export const asWritten = (word: string): string => (word === standardInput ? '-' : word);

/** The words of `adrgen render`. */
export const renderWords = (builder: Argv) =>
  builder
    .usage(
      examples(
        'adrgen render diagram.mmd',
        'adrgen render "docs/**/*.md" --out docs/images --format svg',
        'adrgen render README.md --replace --inline',
        'adrgen render - --out - --format svg < diagram.mmd > diagram.svg',
      ),
    )
    .positional('files', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'Files (.mmd, .md), folders and globs; - reads one diagram from standard input',
    })
    .option('out', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder; or .svg, .png or - for one diagram; or .md for one Markdown file with links',
    })
    .option('format', {
      type: 'string',
      requiresArg: true,
      describe: 'svg, png or both with a comma; by the ending of --out, else svg',
    })
    .option('theme', { choices: pictureThemes, default: 'house' as const, describe: 'Look of the pictures' })
    .option('background', {
      type: 'string',
      requiresArg: true,
      describe: 'CSS colour, or transparent',
    })
    .option('scale', { type: 'number', requiresArg: true, describe: 'Pixels of a PNG for each CSS pixel; 2' })
    .option('width', { type: 'number', requiresArg: true, describe: 'Width of the page in CSS pixels; 1200' })
    .option('height', {
      type: 'number',
      requiresArg: true,
      describe: 'Height of the page in CSS pixels; 800',
    })
    .option('config', { type: 'string', requiresArg: true, describe: 'JSON file for mermaid.initialize' })
    .option('css', { type: 'string', requiresArg: true, describe: 'CSS file that is put into each picture' })
    .option('replace', {
      type: 'boolean',
      default: false,
      describe: 'Put links to the pictures in the place of the blocks in Markdown files',
    })
    .option('inline', {
      type: 'boolean',
      default: false,
      describe: 'With links, keep each source in a details block',
    })
    .option('check', {
      type: 'boolean',
      default: false,
      describe: 'Write nothing; exit 1 where a file would be written',
    })
    .option('renderer', {
      choices: ['pool', 'mermaid-cli'] as const,
      default: 'pool' as const,
      describe: 'mermaid-cli is the slow reference',
    })
    .option('jobs', {
      type: 'number',
      requiresArg: true,
      describe: 'Diagrams drawn at once; as many as cores',
    })
    .option('no-cache', { type: 'boolean', default: false, describe: 'Draw again what was drawn before' })
    .option('browser', { type: 'string', requiresArg: true, describe: 'Chromium or Chrome to draw with' })
    .option('json', json);
