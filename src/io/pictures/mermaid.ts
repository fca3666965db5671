import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Reads mermaid's modules by their path in its folder; undefined where there is no such module. */
export type MermaidModules = (path: string) => string | undefined;

/** Starts where mermaid-cli stands: its mermaid is the one that draws. */
const ofMermaidCli = (): NodeJS.Require =>
  createRequire(createRequire(import.meta.url).resolve('@mermaid-js/mermaid-cli'));

const mermaidFolder = (): string => dirname(ofMermaidCli().resolve('mermaid'));

/** Layouts and a kind of diagram that mermaid-cli adds to mermaid, by the first part of their path in the page. */
const extensions: Readonly<Record<string, string>> = {
  elk: '@mermaid-js/layout-elk',
  'tidy-tree': '@mermaid-js/layout-tidy-tree',
  zenuml: '@mermaid-js/mermaid-zenuml',
};

/** Versions of those of them that are installed. */
export const extensionVersions = (): readonly string[] =>
  Object.values(extensions).flatMap(name => {
    const folder = (ofMermaidCli().resolve.paths(name) ?? []).find(one => existsSync(join(one, name)));
    if (folder === undefined) return [];
    const manifest = readFileSync(join(folder, name, 'package.json'), 'utf8');
    return [`${name} ${(JSON.parse(manifest) as { version: string }).version}`];
  });

/** Where a module of the page lies; undefined where no such path is served. */
const fileOf = (path: string): string | undefined => {
  const [, extension, inner] = /^(elk|tidy-tree|zenuml)\/(.*)$/.exec(path) ?? [];
  if (extension === undefined || inner === undefined)
    return modulePath.test(path) ? join(mermaidFolder(), path) : undefined;
  const name = extensions[extension];
  if (name === undefined || !modulePath.test(inner)) return undefined;
  // Its entry cannot be resolved, since it is for imports alone.
  const folders = ofMermaidCli().resolve.paths(name) ?? [];
  return folders.map(folder => join(folder, name, 'dist', inner)).find(existsSync);
};

/** Version of the mermaid that draws; part of what a cached picture depends on. */
export const mermaidVersion = (): string => {
  const manifest = readFileSync(join(mermaidFolder(), '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
};

/**
 * Mermaid copies its whole configuration at each of thousands of calls, which is 40 % of the time of a drawing.
 * Where this exact text stands, the copy is made by a quicker function of the page that copies the same.
 */
const slowCopy = '=s(()=>j({},Vt),"getConfig")';
const quickCopy = '=s(()=>globalThis.copyConfiguration(Vt),"getConfig")';

const modulePath = /^(chunks\/[\w.-]+\.esm\.min\/)?[\w.-]+\.mjs$/;

/** Mermaid's modules, each read once; `plain` leaves them as they are. Nothing changed is ever stored. */
export const mermaidModules = (plain: boolean): MermaidModules => {
  const texts = new Map<string, string>();
  return path => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const file = fileOf(path);
    if (file === undefined || !existsSync(file)) return undefined;
    const text = readFileSync(file, 'utf8');
    const served = plain ? text : text.replace(slowCopy, () => quickCopy);
    texts.set(path, served);
    return served;
  };
};

/** True where the quicker copy takes effect in the installed mermaid. */
export const quickCopyApplies = (): boolean => {
  const folder = mermaidFolder();
  const entry = readFileSync(join(folder, 'mermaid.esm.min.mjs'), 'utf8');
  return [...entry.matchAll(/chunks\/mermaid\.esm\.min\/[\w-]+\.mjs/g)].some(([path]) =>
    readFileSync(join(folder, path), 'utf8').includes(slowCopy),
  );
};
