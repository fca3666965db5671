import { sha256 } from '../io/hash.ts';
import { readTemplates } from '../io/package-files.ts';
import { readStanding, rootOf } from '../io/repository.ts';
import { readInside, removeFiles, siteFolder } from '../io/site-folder.ts';
import { type Write, withWriter, writeAll } from '../io/write-changes.ts';
import { type ExitCode, exitCodes, problem } from '../model/problem.ts';
import { manifestName, manifestText, readManifest, type SiteManifest } from '../records/site-manifest.ts';
import { planSiteFile, type SiteChange } from '../records/site-plan.ts';
import type { SiteNote } from '../render/sites/page.ts';
import { type Site, siteFiles } from './site-pages.ts';
import { readSources } from './site-sources.ts';

export type SiteFlavor = 'generic';

export type SiteOptions = {
  readonly flavor: SiteFlavor;
  /** Folder of the pages: one of the repository. */
  readonly out: string;
  /** The folder that the command runs in. */
  readonly cwd: string;
};

export type SiteResult = {
  readonly root: string;
  /** From the root; empty where it is the root itself. */
  readonly folder: string;
  /** Every file of the site; `source` is what it shows, from the root, or null. */
  readonly files: readonly (SiteChange & { readonly source: string | null })[];
  readonly notes: readonly SiteNote[];
  readonly exitCode: ExitCode;
};

type Folder = {
  readonly root: string;
  readonly inRoot: (path: string) => string;
  readonly known: SiteManifest['files'];
};

const knownFiles = (root: string, path: string): SiteManifest['files'] => {
  const bytes = readInside(root, path);
  if (bytes === null) return {};
  const manifest = readManifest(new TextDecoder().decode(bytes));
  if (manifest !== null) return manifest.files;
  throw problem({
    code: 'broken-manifest',
    message: `${path} is not the list of files that adrgen site wrote`,
    hint: 'delete the folder and run the same command again; nothing was written',
  });
};

const planned = ({ files }: Site, { root, inRoot, known }: Folder): SiteResult['files'] => {
  const next = new Map(files.map(({ path, content, source }) => [path, { hash: sha256(content), source }]));
  const changes = [...new Set([...next.keys(), ...Object.keys(known)])].flatMap(path => {
    const change = planSiteFile({
      path,
      next: next.get(path)?.hash ?? null,
      current: readStanding(root, inRoot(path))?.hash ?? null,
      known: known[path] ?? null,
    });
    if (change === 'foreign') {
      throw problem({
        code: 'foreign-file',
        message: `${inRoot(path)} stands there already, and adrgen site did not write it`,
        hint: 'move it away, or choose another folder with --out; nothing was written',
      });
    }
    return change === null ? [] : [{ ...change, source: next.get(path)?.source ?? null }];
  });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
};

/** Pages that somebody changed where they are made anew each time. */
const editedNotes = (changes: SiteResult['files'], inRoot: Folder['inRoot']): readonly SiteNote[] =>
  changes
    .filter(({ action }) => action === 'kept')
    .map(({ path, source }) => ({
      level: 'warning',
      code: 'edited-page',
      path: inRoot(path),
      text:
        source === null
          ? 'it was changed by hand and stays so: delete it to have it made anew'
          : `it was changed by hand and stays so: change ${source} instead, and delete it to have it made anew`,
    }));

/** New and changed files, then what no document leads to any longer; the list of our files knows both meanwhile. */
const apply = (
  changes: SiteResult['files'],
  { files }: Site,
  folder: string,
  flavor: SiteFlavor,
  { root, inRoot, known }: Folder,
): void => {
  const acts = new Map(changes.map(({ path, action }) => [path, action]));
  const removed = changes.filter(({ action }) => action === 'removed').map(({ path }) => path);
  const ours = files.map(({ path, content }): [string, string] => [
    path,
    acts.get(path) === 'kept' ? (known[path] ?? '') : sha256(content),
  ]);
  const manifest = (extra: readonly string[]): Write[] => {
    const stale = extra.map((path): [string, string] => [path, known[path] ?? '']);
    const content = manifestText(flavor, new Map([...ours, ...stale]));
    const path = inRoot(manifestName);
    return readStanding(root, path)?.hash === sha256(content) ? [] : [{ path, content }];
  };
  const pages = files
    .filter(({ path }) => acts.get(path) === 'create' || acts.get(path) === 'update')
    .map(({ path, content }) => ({ path: inRoot(path), content }));
  writeAll(root, [...manifest(removed), ...pages]);
  removeFiles(root, folder, removed);
  writeAll(root, manifest([]));
};

/** Makes the pages of a docs site from the documents that stand in the repository; never calls a model. */
export const runSite = async ({ flavor, out, cwd }: SiteOptions): Promise<SiteResult> => {
  const root = rootOf(cwd);
  const folder = siteFolder(root, out);
  const inRoot = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
  const sources = readSources(root);
  return withWriter(root, async () => {
    const site = siteFiles(root, sources, readTemplates('sites'));
    const standing: Folder = { root, inRoot, known: knownFiles(root, inRoot(manifestName)) };
    const files = planned(site, standing);
    apply(files, site, folder, flavor, standing);
    const notes = [...site.notes, ...editedNotes(files, inRoot)];
    const warned = notes.some(({ level }) => level === 'warning');
    return { root, folder, files, notes, exitCode: warned ? exitCodes.findings : exitCodes.clean };
  });
};
