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

/** A path from the root as a configuration says it; null where it leaves the root. */
const plainPath = (text: string): string | null => {
  const path = text
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '');
  return path === '' || path.startsWith('/') || path.split('/').includes('..') ? null : path;
};

/** What the configurations of other tools say of where records are; texts are null where there is no such file. */
export const foldersSaid = (said: {
  /** `.adr-dir` of adr-tools. */
  readonly adrTools: string | null;
  /** `.log4brains.yml`. */
  readonly log4brains: string | null;
  /** `adr.config.json` of dotnet-adr. */
  readonly dotnet: string | null;
}): readonly string[] => {
  const log4brains = (said.log4brains ?? '').matchAll(/^[ \t-]*adrFolder:[ \t]*([^#\r\n]+)/gm);
  const texts = [
    said.adrTools?.split(/\r?\n/)[0] ?? '',
    ...[...log4brains].map(([, path = '']) => path),
    /"path"\s*:\s*"([^"]+)"/.exec(said.dotnet ?? '')?.[1] ?? '',
  ];
  return texts.flatMap(text => plainPath(text) ?? []);
};

/** Whether a folder is kept for records, by its name. */
export const isRecordFolder = (path: string): boolean =>
  /(?:^|\/)(?:adrs?|decisions|architecture-decisions|architecture-decision-records|decision-?(?:records|log))$/i.test(
    path,
  );
