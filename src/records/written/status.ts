import type { RecordStatus } from '../../model/record.ts';
import type { FrontField } from '../reading/front-matter.ts';
import { plainText } from '../reading/plain-text.ts';
import type { RecordText } from '../reading/record.ts';
import { isUnchosen } from '../reading/status-words.ts';
import type { Words } from './tree.ts';

export type WrittenStatus = Words & {
  /** All that is said of it: a successor may stand in a paragraph of its own. */
  readonly all: string;
  readonly standing: 'open' | 'accepted' | 'past' | 'unknown';
  /** Where it stands in the front matter. */
  readonly field?: FrontField;
};

const standings: Readonly<Record<RecordStatus, WrittenStatus['standing']>> = {
  draft: 'open',
  proposed: 'open',
  accepted: 'accepted',
  rejected: 'past',
  deprecated: 'past',
  superseded: 'past',
  unknown: 'unknown',
};

/** The status as a reader sees it; null where none was chosen. */
export const writtenStatus = ({ status, statusPlaces: [place] }: RecordText): WrittenStatus | null => {
  if (place === undefined || isUnchosen(place.text)) return null;
  const text = plainText(place.text);
  if (text === '') return null;
  return {
    ...{ text, at: place.at, all: plainText(place.all), standing: standings[status] },
    ...(place.field === undefined ? {} : { field: place.field }),
  };
};
