import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Reads mermaid's modules by their path in its folder; undefined where there is no such module. */
export type MermaidModules = (path: string) => string | undefined;

/** The folder of the mermaid that mermaid-cli uses. */
const mermaidFolder = (): string => {
  const require = createRequire(createRequire(import.meta.url).resolve('@mermaid-js/mermaid-cli'));
  return dirname(require.resolve('mermaid'));
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

const modulePath = /^(chunks\/mermaid\.esm\.min\/)?[\w.-]+\.mjs$/;

/** Mermaid's modules, each read once; `plain` leaves them as they are. Nothing changed is ever stored. */
export const mermaidModules = (plain: boolean): MermaidModules => {
  const folder = mermaidFolder();
  const texts = new Map<string, string>();
  return path => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    if (!modulePath.test(path) || !existsSync(join(folder, path))) return undefined;
    const text = readFileSync(join(folder, path), 'utf8');
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
