import type { RecordFormat } from '../../model/record.ts';
import type { Outline } from './outline.ts';
import { plainText } from './plain-text.ts';
import { type Purpose, purposeOf } from './section-names.ts';
import type { StatusPlace } from './status.ts';

const madrHeading =
  /^(?:context and problem statement|decision drivers|considered (?:options|alternatives)|decision outcome|pros and cons of the (?:options|alternatives)|kontext und problemstellung|betrachtete optionen|entscheidungsergebnis)$/i;
const madrKeys = ['decision-makers', 'deciders', 'consulted', 'informed'];

export type FormatSigns = {
  readonly outline: Outline;
  readonly frontKeys: ReadonlySet<string>;
  /** Labels of entries and lines in the beginning. */
  readonly labels: readonly { readonly kind: string; readonly label: string }[];
  readonly places: readonly StatusPlace[];
  /** Whether its folder is one of log4brains. */
  readonly log4brains: boolean;
  /** Whether its name begins with eight digits that are a day. */
  readonly dated: boolean;
};

/** The family that a record is written like. */
export const formatOf = (signs: FormatSigns): RecordFormat => {
  const { outline, frontKeys, labels, places, log4brains, dated } = signs;
  const headings = outline.sections.flatMap(({ heading }) =>
    heading === null ? [] : plainText(heading.text),
  );
  const purposes = new Set(headings.map(purposeOf));
  const has = (...all: readonly Purpose[]): boolean => all.every(one => purposes.has(one));
  const isMadr = headings.some(one => madrHeading.test(one)) || has('options', 'outcome');
  const isNygard = has('outcome') && (has('context') || has('consequences'));
  const entries = labels.filter(
    ({ kind, label }) => kind === 'entry' && ['status', 'date'].includes(purposeOf(label) ?? ''),
  );
  if (entries.length > 0 && (log4brains || dated)) return 'log4brains';
  if (entries.length > 0 && isMadr) return 'madr-2';
  if (isNygard && !isMadr)
    return has('status') || frontKeys.size === 0 || !frontKeys.has('status') ? 'nygard' : 'madr';
  if (isMadr) return log4brains ? 'log4brains' : 'madr';
  if (madrKeys.some(key => frontKeys.has(key)) && frontKeys.has('status')) return 'madr';
  if (places[0]?.kind === 'section' && (has('context') || has('outcome'))) return 'nygard';
  return 'other';
};
