import { encodeKept } from '../io/record-text.ts';
import { recordsRootOf } from '../io/repository.ts';
import { withWriter, writeAll } from '../io/write-changes.ts';
import { type Problem, problem } from '../model/problem.ts';
import type { ReadRecord, ConversionTarget as Target } from '../model/record.ts';
import { hasConflict } from '../records/conflict-markers.ts';
import { cannotConvert, convertedText, isIn } from '../records/convert/convert.ts';
import { type Candidate, type KnownRecord, readLibrary } from '../records/reading/library.ts';
import { recordNamed } from './named-record.ts';
import { type Records, readRecords } from './records.ts';

/** A record in its new format; `text` is null where it is in that format already. */
export type Converted = {
  readonly id: string;
  readonly path: string;
  readonly from: ReadRecord['format'];
  /** Without byte order mark. */
  readonly text: string | null;
};

export type Conversion = {
  readonly cwd: string;
  readonly names: readonly string[];
  readonly to: Target;
};

const cannot = (path: string, because: string): Problem =>
  problem({
    code: 'cannot-convert',
    message: `${path} cannot be converted without a loss: ${because}`,
    place: { file: path },
    hint: 'mend it by hand first; nothing was written',
  });

/** What has to be read in the new text as it was in the old one. */
const said = ({
  status,
  date,
  title,
  number,
  deciders,
  tags,
  links,
}: ReadRecord): Record<string, string> => ({
  ...{ status, date: String(date), title, number: String(number) },
  ...{ deciders: deciders.join('\n'), tags: tags.join('\n') },
  links: links
    .map(({ relation, id, target, partial }) => `${relation} ${id ?? target} ${partial === true}`)
    .filter((link, index, all) => all.indexOf(link) === index)
    .sort()
    .join('\n'),
});

const readAgain = ({ records, folders }: Records, path: string, text: string): KnownRecord | undefined =>
  readLibrary(
    records.map(({ record, read }): Candidate => {
      const folder = folders.find(one => one.package !== null && record.id.startsWith(`${one.package}/`));
      return {
        path: record.path,
        text: record.path === path ? text : read.outline.text,
        log4brains: folder?.log4brains ?? read.format === 'log4brains',
        ...{ package: folder?.package ?? null, amongRecords: true },
      };
    }),
  ).records.find(({ record }) => record.path === path);

/** Every conversion is read again: a record that would say anything else is left alone. */
const convertOne = (records: Records, one: KnownRecord, to: Target): Converted => {
  const { id, path, format } = one.record;
  if (isIn(one.read, to)) return { id, path, from: format, text: null };
  const because = hasConflict(one.read.outline.text)
    ? 'it holds both sides of a merge'
    : cannotConvert(one.read);
  if (because !== null) throw cannot(path, because);
  const text = convertedText(one, to, records.records);
  const again = readAgain(records, path, text);
  const [before, after] = [said(one.record), again === undefined ? {} : said(again.record)];
  const lost = Object.keys(before).filter(key => before[key] !== after[key]);
  if (lost.length > 0) throw cannot(path, `its ${lost.join(', ')} would be read otherwise`);
  return { id, path, from: format, text };
};

/** What records would be in another format. Throws a Problem for one that is unknown, ambiguous or cannot be converted. */
export const planConversion = (
  { cwd, names, to }: Conversion,
  records = readRecords(cwd),
): readonly Converted[] => {
  const again = (name: string): string => `adrgen convert ${name} --to ${to}`;
  const found = names.map(name => recordNamed(records, name, cwd, again));
  return found.filter((one, index) => found.indexOf(one) === index).map(one => convertOne(records, one, to));
};

/** Writes the records in their new format: all of them or none. */
export const runConversion = async (conversion: Conversion): Promise<readonly Converted[]> =>
  withWriter(recordsRootOf(conversion.cwd), async () => {
    const records = readRecords(conversion.cwd);
    const converted = planConversion(conversion, records);
    const outside = converted.find(({ path }) => path.startsWith('/'));
    if (outside !== undefined)
      throw problem({
        code: 'outside-root',
        message: `${outside.path} lies outside of the repository`,
        hint: 'run adrgen in the repository that it belongs to',
      });
    const marked = new Set(records.records.filter(({ read }) => read.mark).map(({ record }) => record.path));
    writeAll(
      records.root,
      converted.flatMap(({ path, text }) =>
        text === null ? [] : { path, content: encodeKept((marked.has(path) ? '\uFEFF' : '') + text) },
      ),
    );
    return converted;
  });
