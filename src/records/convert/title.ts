import { plainText } from '../reading/plain-text.ts';
import type { RecordText } from '../reading/record.ts';

/** The title as it is written, markup and all, without its number where that can be told apart. */
export const bareTitle = ({ heading, title }: RecordText): string => {
  const written = heading?.text.trim() ?? '';
  if (written === '') return title;
  for (let at = 0; at < Math.min(written.length, 200); at += 1)
    if (plainText(written.slice(at)) === title) return written.slice(at).trim();
  return written;
};

/** `4. Title`, as Nygard has it; a day or no number at all is none. */
export const numberedTitle = (read: RecordText): string => {
  const { leading, number } = read;
  const title = bareTitle(read);
  return number === null || leading === null || leading.isDate
    ? title
    : `${number}${leading.letter}. ${title}`;
};
