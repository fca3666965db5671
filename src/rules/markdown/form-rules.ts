import type { WrittenDocument } from '../../records/written/document.ts';
import { isRelative, targetOf } from '../../render/sites/address.ts';
import {
  type Edit,
  isSettled,
  type Library,
  type MarkdownBreach,
  type MarkdownRule,
  type Recorded,
  recordsIn,
} from './rule.ts';
import { statusEdit } from './status-edit.ts';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const hasStatus: MarkdownRule = {
  id: 'REC-001',
  says: 'A record has a status.',
  level: 'warning',
  check: library =>
    recordsIn(library)
      .filter(({ record }) => record.status === null)
      .map(recorded => {
        const edit = statusEdit(recorded);
        return {
          path: recorded.document.path,
          at: recorded.document.title?.at ?? null,
          text: 'No status is found, so nobody can tell whether this is decided.',
          hint: 'Write proposed, accepted, rejected, deprecated or superseded where the format has it.',
          ...(edit === null ? {} : { edit }),
        };
      }),
};

const ownNumber: MarkdownRule = {
  id: 'REC-002',
  says: 'No two records of a folder have the same number.',
  level: 'error',
  check: library => {
    const seen = new Map<string, string>();
    return recordsIn(library).flatMap(({ document: { path }, record: { number } }): MarkdownBreach[] => {
      if (number === null) return [];
      const place = `${folderOf(path)}${number}`;
      const first = seen.get(place);
      if (first === undefined) seen.set(place, path);
      if (first === undefined) return [];
      const text = `The number ${number} is that of ${nameOf(first)} as well.`;
      return [
        {
          path,
          at: null,
          text,
          hint: 'Give the younger of the two the next free number, and mend links to it.',
        },
      ];
    });
  },
};

/** The one record that an address can have meant: same folder, same number, another name. */
const renamed = (library: Library, target: string): string | null => {
  const number = /^(?:adr-?)?0*(\d+)/i.exec(nameOf(target))?.[1];
  if (number === undefined || !/\.md$/i.test(target)) return null;
  const found = recordsIn(library).filter(
    ({ document, record }) => record.number === number && folderOf(document.path) === folderOf(target),
  );
  return found.length === 1 ? (found[0]?.document.path ?? null) : null;
};

/** Sites leave out endings and name folders. */
const leadsSomewhere = ({ isThere }: Library, path: string): boolean =>
  path === '' || isThere(path) || (!/\.[a-z]+$/i.test(nameOf(path)) && isThere(`${path}.md`));

/** Its links are examples. */
const isTemplate = (path: string): boolean => /template/i.test(nameOf(path));

const isLocked = ({ record }: WrittenDocument): boolean => record !== null && isSettled(record);

const linksLead: MarkdownRule = {
  id: 'REC-003',
  says: 'Relative links and pictures lead to something that is there.',
  level: 'error',
  check: library =>
    library.documents
      .filter(({ path }) => !isTemplate(path))
      .flatMap(document =>
        document.addresses.flatMap(({ text: address, at, kind, offset }): MarkdownBreach[] => {
          if (!isRelative(address) || /[{}<>]/.test(address)) return [];
          const target = targetOf(document.path, address);
          if (target === null || leadsSomewhere(library, target.path)) return [];
          const meant = renamed(library, target.path);
          const file = /^[^?#]*/.exec(address)?.[0] ?? '';
          const next =
            meant === null
              ? null
              : file.slice(0, file.lastIndexOf('/') + 1) +
                encodeURI(nameOf(meant)).replace(/[()]/g, one => (one === '(' ? '%28' : '%29'));
          const edit: Edit | null =
            next === null || offset === null || isLocked(document) || library.generated.has(document.path)
              ? null
              : { from: offset, to: offset + file.length, text: next, says: `${file} → ${next}` };
          const hint = next === null ? 'Correct the path, or take the link away.' : `Did you mean ${next}?`;
          const text = `The ${kind} leads to ${target.path}, and nothing is there.`;
          return [{ path: document.path, at, text, hint, ...(edit === null ? {} : { edit }) }];
        }),
      ),
};

const hasTitle: MarkdownRule = {
  id: 'REC-004',
  says: 'A record has a title.',
  level: 'warning',
  check: library =>
    recordsIn(library)
      .filter(({ document }) => document.title === null || document.title.text === '')
      .map(({ document: { path } }) => ({
        path,
        at: { line: 1, column: 1 },
        text: 'The record has no heading of the first level, so indexes cannot name it.',
        hint: 'Write the decision as "# …" at the top.',
      })),
};

/** A record that a status names by number, and that the folder does not have. */
const missingSuccessor = (library: Library, { document, record }: Recorded): string | null => {
  const number = /(?:ADR|#)[ -]?0*(\d+)/i.exec(record.status?.all ?? '')?.[1];
  if (number === undefined) return null;
  const folder = folderOf(document.path);
  const isKnown = recordsIn(library).some(
    one => one.record.number === number && folderOf(one.document.path) === folder,
  );
  return isKnown ? null : number;
};

const namesSuccessor: MarkdownRule = {
  id: 'REC-005',
  says: 'A superseded record names the record that supersedes it.',
  level: 'warning',
  check: library =>
    recordsIn(library).flatMap((recorded): MarkdownBreach[] => {
      const { status } = recorded.record;
      if (status === null || !/supers[ei]d|superced|replaced|ersetzt|reemplaz|remplac/iu.test(status.text))
        return [];
      const { path, addresses } = recorded.document;
      const isNamed =
        /\d/.test(status.all) ||
        addresses.some(({ at }) => at.line >= status.at.line && at.line <= status.at.line + 6);
      const missing = missingSuccessor(library, recorded);
      if (isNamed && missing === null) return [];
      const text = isNamed
        ? `The record is superseded by ${missing}, and no such record is in its folder.`
        : 'The record is superseded, and does not say by which.';
      return [{ path, at: status.at, text, hint: 'Link to the record that took its place.' }];
    }),
};

const quotedStatus = ({ document, record }: Recorded): MarkdownBreach[] => {
  const field = record.status?.field;
  if (field === undefined || !/^["']/.test(field.raw) || /[:#{}[\],&*!|>%@`]/.test(field.text)) return [];
  const { from, raw, text } = field;
  const edit = { from, to: from + raw.length, text, says: `status: ${raw} → ${text}` };
  return [
    {
      path: document.path,
      at: field.at,
      text: `The status stands in quotes, which some tools show as part of it: ${raw}.`,
      hint: `Write status: ${text}`,
      ...(isSettled(record) ? {} : { edit }),
    },
  ];
};

const lineBreakAtEnd = ({ document, record }: Recorded): MarkdownBreach[] => {
  const { text, path } = document;
  if (text.endsWith('\n')) return [];
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const edit = { from: text.length, to: text.length, text: end, says: 'a line break at the end' };
  const at = { line: text.split('\n').length, column: text.length - text.lastIndexOf('\n') };
  return [
    {
      ...{ path, at, text: 'The last line has no line break, so what is appended joins it.' },
      hint: 'End the file with a line break.',
      ...(isSettled(record) ? {} : { edit }),
    },
  ];
};

const plainForm: MarkdownRule = {
  id: 'REC-006',
  says: 'A record is written so that every tool reads it: a bare status, a line break at the end.',
  level: 'warning',
  check: library =>
    recordsIn(library)
      .filter(({ document }) => document.text.trim() !== '')
      .flatMap(recorded => [...quotedStatus(recorded), ...lineBreakAtEnd(recorded)]),
};

/** Sentences and gaps of the templates of MADR and adr-tools. */
const leftover =
  /\{(?:short title|title of option|describe the|justification|decision driver|argument [a-z]|positive consequence|negative consequence|name of option|you might want)[^}]*\}?|\[(?:short title|option \d|decision driver|argument [a-z]|justification|describe the)[^\]]*\]?|The issue motivating this decision, and any context that influences|The change that we're proposing or have agreed to implement|What becomes easier or more difficult to do and any risks introduced/iu;

const templateFilled: MarkdownRule = {
  id: 'REC-007',
  says: 'Nothing of the template is left in a record.',
  level: 'warning',
  check: library =>
    recordsIn(library).flatMap(({ document: { path, prose } }) =>
      prose.split('\n').flatMap((line, index): MarkdownBreach[] => {
        const found = leftover.exec(line);
        if (found === null) return [];
        const at = { line: index + 1, column: found.index + 1 };
        const hint = 'Write what belongs there, or take the line out.';
        return [
          { path, at, text: `This is still what the template says: ${found[0].slice(0, 60).trim()}.`, hint },
        ];
      }),
    ),
};

export const formRules: readonly MarkdownRule[] = [
  hasStatus,
  ownNumber,
  linksLead,
  hasTitle,
  namesSuccessor,
  plainForm,
  templateFilled,
];
