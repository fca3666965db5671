import { plainText } from './reading/plain-text.ts';
import { readRecordText } from './reading/record.ts';
import { isOpen, isUnchosen } from './reading/status-words.ts';

/** The status of a record as it is written, in lower case and without markup; null where none was chosen. */
export const statusOf = (markdown: string): string | null => {
  const [place] = readRecordText({ path: '', text: markdown, log4brains: false }).statusPlaces;
  return place === undefined || isUnchosen(place.text) ? null : plainText(place.text).toLowerCase();
};

/** Whether people have decided on a record: from then on it is theirs. */
export const isSettled = (markdown: string): boolean => {
  const status = statusOf(markdown);
  return status !== null && !isOpen(status);
};
