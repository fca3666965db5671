import type { ConversionTarget as Target } from '../../model/record.ts';
import { lineEnd } from '../life/text-edit.ts';
import type { KnownRecord } from '../reading/library.ts';
import { outlineOf, type Section } from '../reading/outline.ts';
import type { RecordText } from '../reading/record.ts';
import { isOnlyStatus, takenOf } from './beginning.ts';
import { deeper, linesOf, withoutEmptyLines } from './bodies.ts';
import { frontLines, isPlainYaml } from './front-lines.ts';
import { isPlainName, type Part, type PartPurpose, partsOf } from './groups.ts';
import { bareTitle, numberedTitle } from './title.ts';

/** A section of the new format, by its name and level, and what goes there. */
type Slot = { readonly name: string; readonly depth: 2 | 3; readonly purposes: readonly PartPurpose[] };

const slots: Readonly<Record<Target, readonly Slot[]>> = {
  madr: [
    { name: 'Context and Problem Statement', depth: 2, purposes: ['context'] },
    { name: 'Decision Drivers', depth: 2, purposes: ['drivers'] },
    { name: 'Considered Options', depth: 2, purposes: ['options'] },
    { name: 'Decision Outcome', depth: 2, purposes: ['outcome'] },
    { name: 'Consequences', depth: 3, purposes: ['consequences'] },
    { name: 'Confirmation', depth: 3, purposes: ['confirmation'] },
    { name: 'Pros and Cons of the Options', depth: 2, purposes: ['arguments'] },
  ],
  nygard: [
    { name: 'Context', depth: 2, purposes: ['context', 'drivers'] },
    { name: 'Decision', depth: 2, purposes: ['outcome'] },
    { name: 'Consequences', depth: 2, purposes: ['consequences'] },
  ],
};

/** Whether a record is in a format already. */
export const isIn = ({ format, outline, statusPlaces }: RecordText, target: Target): boolean => {
  const names = outline.sections.flatMap(({ heading }) => (heading?.depth === 2 ? heading.text.trim() : []));
  const hasNygard = ['Status', 'Context', 'Decision'].every(name => names.includes(name));
  if (target === 'nygard') return statusPlaces[0]?.kind === 'section' && (format === 'nygard' || hasNygard);
  return format === 'madr' && !hasNygard;
};

/** Why a text cannot be taken apart; null where it can. */
export const cannotConvert = ({ outline }: RecordText): string | null => {
  if (outline.text.startsWith('+++')) return 'its front matter is TOML';
  const end = outlineOf(`${outline.text}\n\n# end\n`).sections.at(-1)?.heading?.text;
  return end === 'end' ? null : 'a code block or a comment in it has no end';
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The status as MADR has it in its front matter. */
const madrStatus = ({ record, read }: KnownRecord, known: readonly KnownRecord[]): string | null => {
  if (record.status === 'unknown')
    return isPlainYaml(read.statusText) && !/[\r\n]/.test(read.statusText) ? read.statusText : null;
  const id = record.links.find(link => link.relation === 'superseded-by' && link.partial !== true)?.id;
  const digits = known.find(one => one.record.id === id)?.read.leading?.digits;
  return record.status === 'superseded' && digits !== undefined
    ? `superseded by ADR-${digits.padStart(4, '0')}`
    : record.status;
};

/** The text of a record in another format; a byte order mark is left out. `known` are all records. Pure. */
export const convertedText = (one: KnownRecord, target: Target, known: readonly KnownRecord[]): string => {
  const { read, record } = one;
  const { outline, heading, front } = read;
  const end = lineEnd(outline.text);
  const paragraphs = (texts: readonly string[]): string =>
    texts.filter(text => text !== '').join(`${end}${end}`);
  const beginning = outline.sections.filter(
    section => section.heading === null || section.heading === heading,
  );
  const taken = takenOf(read, beginning);
  const around = (is: (section: Section) => boolean): string =>
    paragraphs(
      beginning.filter(is).map(section => withoutEmptyLines(linesOf(outline, section, taken.lines))),
    );
  const parts = partsOf(outline, heading);
  const written = (part: Part, depth: number, isBelow: boolean): string => {
    const isBare = isBelow && isPlainName(part);
    const by = (isBelow && !isBare ? depth + 1 : depth) - part.heading.depth;
    return paragraphs(
      part.sections.map((section, index) =>
        isBare && index === 0
          ? withoutEmptyLines(linesOf(outline, section))
          : deeper(outline, section, by, end),
      ),
    );
  };
  const statusParts = parts.filter(({ purpose }) => purpose === 'status');
  const statusBody = paragraphs(statusParts.map(part => written(part, 2, true)));
  const placed = slots[target].map(slot => ({
    slot,
    own: parts.filter(({ purpose }) => slot.purposes.includes(purpose)),
  }));
  const sections = placed.map(({ slot, own }, index) => {
    const isNeeded =
      own.length > 0 ||
      (slot.depth === 2 && placed[index + 1]?.slot.depth === 3 && (placed[index + 1]?.own.length ?? 0) > 0);
    const bare = own.filter((part, at) => at === 0 && isPlainName(part));
    const others = own.filter(part => !bare.includes(part));
    return isNeeded
      ? paragraphs([
          `${'#'.repeat(slot.depth)} ${slot.name}`,
          ...bare.map(part => written(part, slot.depth, true)),
          ...others.map(part =>
            part.heading.depth > slot.depth
              ? written(part, part.heading.depth, false)
              : written(part, slot.depth + 1, false),
          ),
        ])
      : '';
  });
  const left = parts.filter(
    part => !statusParts.includes(part) && !placed.some(({ own }) => own.includes(part)),
  );
  const leftBare = left.filter(isPlainName);
  const statusRest =
    target === 'madr'
      ? [...(isOnlyStatus(statusBody) ? [] : [statusBody]), taken.rest.join(end)].filter(text => text !== '')
      : [];
  const information = paragraphs([
    ...leftBare.filter(({ purpose }) => purpose === 'links').map(part => written(part, 2, true)),
    ...(statusRest.length > 0 ? ['Status, as it was written:', ...statusRest] : []),
    ...left
      .filter(part => !(isPlainName(part) && part.purpose === 'links'))
      .map(part => written(part, 3, false)),
  ]);
  const more = information === '' ? '' : `## More Information${end}${end}${information}`;
  const [before, below] = [around(one => one.heading === null), around(one => one.heading !== null)];
  const makers = front.get('decision-makers') ?? front.get('deciders');

  if (target === 'madr') {
    const status = madrStatus(one, known);
    const lines = [
      ...(front.has('status') || status === null ? [] : [`status: ${status}`]),
      ...(front.has('date') || record.date === null ? [] : [`date: ${record.date}`]),
      ...(makers !== undefined || record.deciders.length === 0 || !record.deciders.every(isPlainYaml)
        ? []
        : [`decision-makers: ${record.deciders.join(', ')}`]),
      ...frontLines(read, []),
    ];
    const head = lines.length === 0 ? '' : ['---', ...lines, '---'].join(end);
    return `${paragraphs([head, before, `# ${bareTitle(read)}`, below, ...sections, more])}${end}`;
  }
  const statusField = front.get('status');
  const movesDate = front.get('date')?.text === record.date;
  const movesStatus = statusField !== undefined && statusField.raw !== '';
  const keys = [...(movesDate ? ['date'] : []), ...(movesStatus ? ['status'] : [])];
  const lines = frontLines(read, keys);
  const [place] = read.statusPlaces;
  const text = place === undefined || place.kind === 'section' ? '' : place.text;
  const said = text === '' ? '' : isOnlyStatus(text) ? capital(record.status) : capital(text);
  const rest = taken.rest.filter(raw => !raw.includes(text) || text === '');
  return `${paragraphs([
    lines.length === 0 ? '' : ['---', ...lines, '---'].join(end),
    before,
    `# ${numberedTitle(read)}`,
    record.date === null || (!movesDate && front.has('date')) ? '' : `Date: ${record.date}`,
    below,
    `## Status${end}${end}${paragraphs([said, statusBody, rest.join(end)]) || 'Unknown'}`,
    ...sections,
    more,
  ])}${end}`;
};
