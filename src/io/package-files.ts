import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

export const readCatalogue = (): readonly NamedText[] => readFolder(asset('agents', 'catalogue'), '.yaml');
export const readTemplates = (kind: 'documents' | 'diagrams' | 'sites'): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readFolder(asset('templates', kind), kind === 'diagrams' ? '.mmd.hbs' : '.md.hbs').map(
      ({ name, text }) => [name, text],
    ),
  );

/** Version of adrgen. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { readonly version: string }).version;
