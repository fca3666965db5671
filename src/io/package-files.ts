import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from './hash.ts';

/** The folder that holds package.json, templates/ and agents/: the same for src/ and for dist/. */
const packageFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export type NamedText = { readonly name: string; readonly text: string };

/** Text files of one folder with the given ending, sorted by name, names without the ending. */
const readFolder = (folder: string, ending: string): readonly NamedText[] =>
  readdirSync(folder)
    .filter(name => name.endsWith(ending))
    .sort()
    .map(name => ({ name: name.slice(0, -ending.length), text: readFileSync(join(folder, name), 'utf8') }));

const asset = (...parts: string[]): string => join(packageFolder, ...parts);

/** A file of the catalogue, and what it says where the build has parsed it. */
export type CatalogueFile = NamedText & { readonly value?: unknown };

/** Made by the build beside the code: what each file of the catalogue says, under the hash of its text. */
const compiled = asset('dist', 'catalogue.json');

const parsedBefore = (): Readonly<Record<string, unknown>> =>
  existsSync(compiled) ? JSON.parse(readFileSync(compiled, 'utf8')) : {};

/** The files of the catalogue; one that was changed since the build comes without its value. */
export const readCatalogue = (): readonly CatalogueFile[] => {
  const values = parsedBefore();
  return readFolder(asset('agents', 'catalogue'), '.yaml').map(file => {
    const value = values[sha256(file.text)];
    return value === undefined ? file : { ...file, value };
  });
};

/** Keeps what the files of the catalogue say, for `readCatalogue`; part of the build. */
export const compileCatalogue = (parse: (text: string) => unknown): void => {
  const texts = readFolder(asset('agents', 'catalogue'), '.yaml').map(({ text }) => text);
  writeFileSync(compiled, JSON.stringify(Object.fromEntries(texts.map(text => [sha256(text), parse(text)]))));
};

export const readTemplates = (
  kind: 'documents' | 'diagrams' | 'sites' | 'prompts',
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readFolder(asset('templates', kind), kind === 'diagrams' ? '.mmd.hbs' : '.md.hbs').map(
      ({ name, text }) => [name, text],
    ),
  );

/** Version of adrgen. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { readonly version: string }).version;
