/** Folders that tools and teams keep records in, from the root of a repository. */
export const usualFolders: readonly string[] = [
  'docs/adr',
  'docs/adrs',
  'docs/decisions',
  'docs/architecture/adr',
  'docs/architecture/decisions',
  'docs/architecture-decisions',
  'doc/adr',
  'doc/adrs',
  'doc/decisions',
  'doc/architecture/decisions',
  'architecture/decisions',
  'adr',
  'adrs',
  'decisions',
];

/** A folder that records are kept in. */
export type RecordFolder = {
  /** From the root, with `/`; empty for the root itself. */
  readonly path: string;
  /** Name of the package that it belongs to; null where there are none. */
  readonly package: string | null;
  /** Whether log4brains keeps it. */
  readonly log4brains: boolean;
};

/** A path as a configuration in the folder `base` says it, from the root; null where it leaves the root. */
const plainPath = (text: string, base: string): string | null => {
  const path = text
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replaceAll('\\', '/');
  if (path === '' || path.startsWith('/') || /^[a-z]:/i.test(path)) return null;
  const parts: string[] = base === '' ? [] : base.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
};

/** Entries of `.log4brains.yml` that have a folder: the project and its packages, without a YAML parser. */
const foldersOfLog4brains = (
  text: string,
): readonly { readonly name: string | null; readonly folder: string }[] => {
  const entries: { name: string | null; folder: string | null; isPackage: boolean }[] = [];
  let open: (typeof entries)[number] = { name: null, folder: null, isPackage: false };
  entries.push(open);
  for (const line of text.split(/\r?\n/)) {
    if (/^[ \t]*-(?:[ \t]|$)/.test(line)) {
      open = { name: null, folder: null, isPackage: true };
      entries.push(open);
    }
    const [, key, value = ''] = /^[ \t]*(?:-[ \t]+)?(name|adrFolder):[ \t]*([^#\r\n]*)/.exec(line) ?? [];
    const bare = value.trim().replace(/^(["'])(.*)\1$/, '$2');
    if (key === 'name' && open.isPackage) open.name = bare;
    if (key === 'adrFolder') open.folder = bare;
  }
  return entries.flatMap(({ name, folder }) => (folder === null ? [] : [{ name, folder }]));
};

/**
 * What the configurations of other tools say of where records are. Texts are null where there is no such file, and
 * each speaks from its own folder: `base`, from the root.
 */
export const foldersSaid = (said: {
  /** `.adr-dir` of adr-tools. */
  readonly adrTools: string | null;
  /** `.log4brains.yml`. */
  readonly log4brains: string | null;
  /** `adr.config.json` of dotnet-adr. */
  readonly dotnet: string | null;
  readonly base?: string;
}): readonly RecordFolder[] => {
  const { base = '' } = said;
  const plain = (text: string): readonly RecordFolder[] => {
    const path = plainPath(text, base);
    return path === null ? [] : [{ path, package: null, log4brains: false }];
  };
  const log4brains = foldersOfLog4brains(said.log4brains ?? '').flatMap(
    ({ name, folder }): RecordFolder[] => {
      const path = plainPath(folder, base);
      return path === null ? [] : [{ path, package: name === '' ? null : name, log4brains: true }];
    },
  );
  return [
    ...plain(said.adrTools?.split(/\r?\n/)[0] ?? ''),
    ...log4brains,
    ...plain(/"path"\s*:\s*"([^"]+)"/.exec(said.dotnet ?? '')?.[1] ?? ''),
  ];
};

/** Whether a folder is kept for records, by its name. */
export const isRecordFolder = (path: string): boolean =>
  /(?:^|\/)(?:adrs?|decisions|architecture-decisions|architecture-decision-records|decision-?(?:records|log))$/i.test(
    path,
  );
