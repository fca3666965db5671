import type { KnownRecord } from '../reading/library.ts';
import { plainText } from '../reading/plain-text.ts';
import { nameOf, stemOf } from '../reading/record.ts';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** What has a meaning of its own in an address; letters of any script stay as they are. */
const inAddress = (path: string): string =>
  path.replace(/[\s%()<>#?\\"]/gu, one =>
    [...new TextEncoder().encode(one)]
      .map(byte => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`)
      .join(''),
  );

/** The address of one file from another; both from the root. */
const addressFrom = (from: string, to: string): string => {
  const here = folderOf(from).split('/').slice(0, -1);
  const there = folderOf(to).split('/').slice(0, -1);
  let same = 0;
  while (same < here.length && here[same] === there[same]) same += 1;
  const parts = [...here.slice(same).map(() => '..'), ...there.slice(same), nameOf(to)];
  return inAddress(parts.join('/'));
};

/** `ADR-0012`, with the digits of its file name; null for a record without a number that was counted. */
export const shortNameOf = ({ read: { leading } }: KnownRecord): string | null =>
  leading === null || leading.isDate ? null : `ADR-${leading.digits}${leading.letter}`;

const inLabel = (text: string): string =>
  text.replace(/[[\]\\]/g, '\\$&').replace(/[\p{Cc}\p{Surrogate}]/gu, '');

/** A link as MADR and log4brains write it: `[ADR-0012](0012-x.md)`, `[20240131-x](20240131-x.md)`. */
export const shortLink = (from: string, to: KnownRecord): string =>
  `[${inLabel(shortNameOf(to) ?? stemOf(to.record.path))}](${addressFrom(from, to.record.path)})`;

/** A link as adr-tools writes it: `[12. Use X](0012-x.md)`. */
export const titledLink = (from: string, to: KnownRecord): string => {
  const title = plainText(to.read.heading?.text ?? '') || to.record.title;
  return `[${inLabel(title)}](${addressFrom(from, to.record.path)})`;
};
