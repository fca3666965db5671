import type { Nodes } from 'mdast';

/** Where a relative address of a document leads: a path from the root, and the `#…` behind it. */
export type Target = { readonly path: string; readonly anchor: string };

const folderOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

/** Whether an address leads to another file of the repository: no scheme, no host, no anchor of the same page. */
export const isRelative = (address: string): boolean => !/^(?:[a-z][a-z0-9+.-]*:|[/\\#?]|$)/i.test(address);

const decoded = (address: string): string | null => {
  try {
    return decodeURIComponent(address);
  } catch {
    return null;
  }
};

/** Null for an address that leaves the repository or cannot be decoded. Paths are relative to the root, with `/`. */
export const targetOf = (document: string, address: string): Target | null => {
  const [file = '', anchor] = address.split('#', 2);
  const path = decoded(file.replace(/\?.*$/, ''));
  if (path === null) return null;
  const parts: string[] = [...folderOf(document)];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length === 0) return null;
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return { path: parts.join('/'), anchor: anchor === undefined ? '' : `#${anchor}` };
};

/** The address of one file from another: relative, beginning with `./` or `../`. */
export const addressOf = (from: string, to: string): string => {
  const here = folderOf(from);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  const up = here.slice(shared).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...there.slice(shared)].join('/');
};

/** The text that a reader sees of nodes, on one line; descriptions of pictures are none of it. */
export const lineOf = (nodes: readonly Nodes[]): string => textOf(nodes).replace(/\s+/g, ' ').trim();

const textOf = (nodes: readonly Nodes[]): string =>
  nodes
    .map(node => {
      if (node.type === 'html') return /^<\/?code>$/.test(node.value) ? '' : node.value;
      if (node.type === 'break') return ' ';
      if ('value' in node) return node.value;
      return 'children' in node ? textOf(node.children) : '';
    })
    .join('');
