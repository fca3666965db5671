import type { LinkRelation, ReadRecord } from '../model/record.ts';
import { showText } from '../render/terminal/records.ts';
import { recordNamed } from './named-record.ts';
import { readRecords } from './records.ts';

export type ShowOptions = { readonly id: string; readonly cwd: string };

export type ShowResult = {
  /** For a terminal. */
  readonly page: string;
  readonly json: ReadRecord & {
    /** Records that link to it, as they say it. */
    readonly linkedFrom: readonly { readonly id: string; readonly relation: LinkRelation }[];
    /** As it stands there, without byte order mark and front matter. */
    readonly text: string;
  };
};

/** Reads one record, named by number, id, file name or path. Throws a Problem where none, or not one alone, is meant. */
export const runShow = ({ id, cwd }: ShowOptions): ShowResult => {
  const known = readRecords(cwd);
  const { record, read } = recordNamed(known, id, cwd, name => `adrgen show ${name}`);
  const linkedFrom = known.records.flatMap(({ record: other }) =>
    other.links
      .filter(link => link.id === record.id && other.path !== record.path)
      .map(({ relation }) => ({ id: other.id, relation })),
  );
  const { frontMatter, lines, text } = read.outline;
  const first = frontMatter === null ? lines[0] : lines[frontMatter.length + 2];
  const body = text.slice(first?.from ?? text.length).replace(/\p{Surrogate}/gu, '\uFFFD');
  const titles = new Map(known.records.map(one => [one.record.id, one.record.title]));
  return {
    page: showText({ record, linkedFrom, text: body, titles }),
    json: { ...record, linkedFrom, text: body },
  };
};
