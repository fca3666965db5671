import { digitsLike, type Move } from './moves.ts';

/** A file that gets another name: a record, or what lies beside it. */
export type Rename = { readonly from: string; readonly to: string };

/** Whom a mention means: the record that moves, the one that stays, or nobody can tell. */
export type Meaning = 'moves' | 'stays' | 'unknown';

/** A place that names a number or a file, and what it becomes where it means the record that moves. */
export type Mention = {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  /** Counts from 1. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
  readonly move: Move;
  /** A file name, or what stands in a link to one, says whom it means; a number says it only with its surroundings. */
  readonly meaning: Meaning | null;
};

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const stemOf = (path: string): string => nameOf(path).replace(/\.(?:md|markdown)$/i, '');
const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const joined = (folder: string, path: string): string => {
  const parts = folder.split('/').filter(part => part !== '');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.map(part => `${part}/`).join('');
};

/** Whether a name with this path before it means the file: not one of the same name in another folder. */
const isOurs = (document: string, before: string, { from }: Rename, isThere: (path: string) => boolean) => {
  const home = folderOf(from);
  const name = nameOf(from);
  if (before === '') return folderOf(document) === home || !isThere(folderOf(document) + name);
  const path = before.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '');
  if (joined(folderOf(document), path) === home || joined('', path) === home) return true;
  if (path !== before) return home !== '' && path.endsWith(`/${home}`);
  return !isThere(joined(folderOf(document), path) + name) && `/${path}`.endsWith(`/${home}`);
};

/** Names of moved files, as they stand in links, code and prose; encoded as addresses are, too. */
const namesIn = (
  path: string,
  text: string,
  renames: readonly (Rename & { readonly move: Move })[],
  isThere: (path: string) => boolean,
): readonly Mention[] =>
  renames.flatMap(rename => {
    const isRecord = /\.(?:md|markdown)$/i.test(rename.from);
    const [name, next] = isRecord
      ? [stemOf(rename.from), stemOf(rename.to)]
      : [nameOf(rename.from), nameOf(rename.to)];
    const forms = new Map([
      [name, next],
      [encodeURI(name), encodeURI(next)],
    ]);
    return [...forms].flatMap(([form, after]) =>
      [
        ...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}_-])${quoted(form)}(?![\\p{L}\\p{N}_-])`, 'gu')),
      ].flatMap(({ index }): readonly Mention[] => {
        const before = /[^\s()<>"'`[\]|]*$/.exec(text.slice(Math.max(0, index - 300), index))?.[0] ?? '';
        if (!isOurs(path, before, rename, isThere)) return [];
        const line = lineAt(text, index);
        const span = { from: index, to: index + form.length, line };
        return [{ path, ...span, before: form, after, move: rename.move, meaning: 'moves' }];
      }),
    );
  });

/** Links with their offsets: `[text](address)`, and `[text][name]` with its definition is left to people. */
const linksIn = (text: string): readonly { from: number; to: number; address: string }[] =>
  [...text.matchAll(/\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()]*\)[^()\s<>]*)*)/g)].map(
    ({ index, 1: label = '', 2: address = '' }) => ({ from: index, to: index + label.length + 1, address }),
  );

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
};

const meaningOfLink = (address: string, move: Move): Meaning | null => {
  const name = stemOf((decoded(address).split(/[?#]/)[0] ?? '').replace(/\/$/, ''));
  if (name === stemOf(move.from)) return 'moves';
  return name === stemOf(move.stays) ? 'stays' : null;
};

/** The number of the record itself: in its heading, and in fields of its front matter that bear it. */
const ownNumbers = (text: string, move: Move): readonly { from: number; digits: string }[] => {
  const number = `(0*${move.number})${move.letter}(?![\\p{L}\\p{N}])`;
  const front = /^\uFEFF?---\r?\n[\s\S]*?\r?\n---/.exec(text)?.[0] ?? '';
  const label = '(?:ADRs?[-_ #.]{0,2}|\\[ADRs?[-_ #.]{0,2})?';
  const fields = [
    ...front.matchAll(new RegExp(`^(?:id|number|adr|title)[ \\t]*:[ \\t]*["']?${label}${number}`, 'gimu')),
  ];
  const heading = new RegExp(`^#[ \\t]+[[(]?${label}${number}(?=[\\]).:–—-]|[ \\t])`, 'imu').exec(text);
  const underlined = new RegExp(`^${label}${number}[.:][^\\n]*\\n=+[ \\t]*$`, 'imu').exec(text);
  return [...fields, heading ?? underlined].flatMap(match => {
    if (match === null) return [];
    const digits = match[1] ?? '';
    return [{ from: match.index + match[0].lastIndexOf(digits + move.letter), digits }];
  });
};

/** `ADR-0030`, `ADR 30`, `adr_30`, `decision 30`: how prose calls a record by its number. */
const calledIn = (text: string, move: Move): readonly { from: number; digits: string }[] =>
  [
    ...text.matchAll(
      new RegExp(
        `(?<![\\p{L}\\p{N}/_-])(?:ADRs?|MADR|decision(?: record)?s?)(?:[-_ #]|\\s#|\\sno\\.?\\s)?(0*${move.number})${move.letter}(?![\\p{L}\\p{N}]|[-_][\\p{L}\\p{N}]|\\.\\d)`,
        'giu',
      ),
    ),
  ].map(({ 0: whole, 1: digits = '', index }) => ({
    from: index + whole.length - digits.length - move.letter.length,
    digits,
  }));

/** `[30. Title](0030-title.md)`: a label that begins with the number of what it leads to. */
const labelledIn = (text: string, move: Move): readonly { from: number; digits: string }[] =>
  linksIn(text).flatMap(({ from, to, address }) => {
    if (meaningOfLink(address, move) !== 'moves') return [];
    const label = new RegExp(`^\\[#?(0*${move.number})${move.letter}(?![\\p{L}\\p{N}])`, 'u');
    const found = label.exec(text.slice(from, to));
    return found === null ? [] : [{ from: from + found[0].indexOf(found[1] ?? ''), digits: found[1] ?? '' }];
  });

const numbersIn = (path: string, text: string, move: Move): readonly Mention[] => {
  const links = linksIn(text);
  const own = path === move.from ? ownNumbers(text, move) : [];
  const places = new Map<number, { readonly digits: string; readonly meaning: Meaning | null }>();
  for (const { from, digits } of calledIn(text, move)) {
    const link = links.find(one => one.from < from && from < one.to);
    places.set(from, { digits, meaning: link === undefined ? null : meaningOfLink(link.address, move) });
  }
  for (const { from, digits } of [...labelledIn(text, move), ...own])
    places.set(from, { digits, meaning: 'moves' });
  return [...places].map(([from, { digits, meaning }]) => {
    const before = digits + move.letter;
    const line = lineAt(text, from);
    const after = digitsLike(move.next, digits);
    return { path, from, to: from + before.length, line, before, after, move, meaning };
  });
};

/** Every mention of a number or file that moves, in the order of the text; what reaches into another is left out. Pure. */
export const mentionsIn = (
  path: string,
  text: string,
  moves: readonly Move[],
  renames: readonly (Rename & { readonly move: Move })[],
  isThere: (path: string) => boolean,
): readonly Mention[] => {
  const found = [
    ...namesIn(path, text, renames, isThere),
    ...moves.flatMap(move => numbersIn(path, text, move)),
  ].sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return found.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
};

/** A text with its mentions of the moved records mended; every other byte stays. */
export const mended = (text: string, mentions: readonly Mention[]): string => {
  let [result, at] = ['', 0];
  for (const { from, to, after, meaning } of mentions) {
    if (meaning !== 'moves') continue;
    result += text.slice(at, from) + after;
    at = to;
  }
  return result + text.slice(at);
};
