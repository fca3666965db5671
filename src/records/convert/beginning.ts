import { dateIn } from '../reading/dates.ts';
import { labelledIn } from '../reading/fields.ts';
import type { Line, Section } from '../reading/outline.ts';
import type { RecordText } from '../reading/record.ts';
import { statusWord } from '../reading/status-words.ts';

/** Whether a text says a status and nothing more. */
export const isOnlyStatus = (text: string): boolean => {
  const word = statusWord(text)?.word;
  return word !== undefined && text.replace(word, '').replace(/[\s*_.`[\]"']/g, '') === '';
};

const isOnlyDate = (text: string): boolean => {
  const raw = dateIn(text, true)?.raw;
  return raw !== undefined && text.replace(raw, '').replace(/[\s*_.`"']/g, '') === '';
};

/** What is taken out of the lines around the title, since the new format has it elsewhere. */
export type Taken = {
  /** Numbers of the lines. */
  readonly lines: ReadonlySet<number>;
  /** What they say beyond a status and a day, as they stand there. */
  readonly rest: readonly string[];
};

/** The line at an offset with those that go on with it. */
const blockAt = (sections: readonly Section[], from: number): readonly Line[] => {
  for (const { lines } of sections) {
    const at = lines.findIndex(line => from >= line.from && from <= line.from + line.raw.length);
    if (at === -1) continue;
    const labels = new Set(labelledIn([{ heading: null, lines }]).map(one => one.at.line));
    const rest = lines.slice(at + 1);
    const end = rest.findIndex(
      ({ shown, number }) => shown.trim() === '' || /^[ \t]*[-*+][ \t]/.test(shown) || labels.has(number),
    );
    return lines.slice(at, end === -1 ? undefined : at + 1 + end);
  }
  return [];
};

/** The lines of status and date in the beginning of a record. Tables and badges stay as they are. Pure. */
export const takenOf = (read: RecordText, beginning: readonly Section[]): Taken => {
  const lines = new Set<number>();
  const rest: string[] = [];
  const take = (from: number | null, isWhole: boolean): void => {
    const block = from === null ? [] : blockAt(beginning, from);
    for (const { number } of block) lines.add(number);
    if (!isWhole || block.length > 1) rest.push(...block.map(({ raw }) => raw));
  };
  for (const { kind, from, text } of read.statusPlaces)
    if (kind === 'entry' || kind === 'line') take(from, isOnlyStatus(text));
  const { datePlace, date } = read;
  if (date !== null && (datePlace?.kind === 'entry' || datePlace?.kind === 'line'))
    take(datePlace.from, isOnlyDate(datePlace.text));
  return { lines, rest };
};
