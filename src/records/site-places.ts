import type { Lock } from '../model/changes.ts';

/** Folders that VitePress leaves out of its pages, or copies as they are. */
const reserved = new Set(['dist', 'node_modules', 'public']);

/** A part of an address that no docs site takes for more than a name: not a route, not hidden, not a step upwards. */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}._-]+/gu, '-')
    .replace(/^\.+/, '-');

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const stemOf = (path: string): string => nameOf(path).replace(/\.md$/i, '');
const isDesign = (lock: Lock): boolean => lock.document === '_design';

/** The folder of one system on the site. `system` is the name of the folder of its locks. */
const siteFolderOf = (system: string): string => {
  const name = plainName(system);
  return reserved.has(name.toLowerCase()) ? `system-${name}` : name;
};

/** The page of a document: `orders/0001-store.md`, or `orders/design.md`. It does not move with the documents' folder. */
export const pagePlace = (system: string, lock: Lock): string =>
  `${siteFolderOf(system)}/${isDesign(lock) ? 'design' : plainName(stemOf(lock.path))}.md`;

/** Where a file that belongs to a document, or that it only shows, stands on the site. */
export const filePlace = (system: string, lock: Lock, path: string): string => {
  const own = folderOf(lock.path);
  const designs = `${own}${stemOf(lock.path)}/`;
  const within = (folder: string, name: string): string[] => [name, ...path.slice(folder.length).split('/')];
  const parts =
    isDesign(lock) && path.startsWith(designs)
      ? within(designs, 'design')
      : own !== '' && path.startsWith(own)
        ? within(own, isDesign(lock) ? 'design' : '')
        : within('', 'files');
  return [siteFolderOf(system), ...parts.filter(part => part !== '').map(plainName)].join('/');
};

/** The page that shows a file: `orders/design/openapi.yaml` is shown by `orders/design/openapi-yaml.md`. */
export const shownAt = (file: string): string => `${folderOf(file)}${nameOf(file).replaceAll('.', '-')}.md`;

/** Whether a path from the root is one that adrgen could have written: no step upwards, nothing of Git's. */
export const isPlainPath = (path: string): boolean =>
  path !== '' &&
  !/[\\\p{Cc}]/u.test(path) &&
  path
    .split('/')
    .every(part => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git');
