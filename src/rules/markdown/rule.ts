import type { WrittenDocument, WrittenRecord } from '../../records/written/document.ts';
import type { Spot } from '../../records/written/tree.ts';

/** Documents of a repository that are judged together. */
export type Library = {
  readonly documents: readonly WrittenDocument[];
  /** Paths of those that stand as adrgen wrote them: what they say was judged before. */
  readonly generated: ReadonlySet<string>;
  /** Whether anything stands at a path from the root. */
  readonly isThere: (path: string) => boolean;
};

/** Text to put in place of another: offsets of the document without its byte order mark. */
export type Edit = {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly says: string;
};

/** One place of a Markdown document where a rule is broken. */
export type MarkdownBreach = {
  readonly path: string;
  /** Null where it is about the whole file. */
  readonly at: Spot | null;
  readonly text: string;
  readonly hint: string;
  /** Only where it is less sure than the rule's level says. */
  readonly level?: 'warning';
  /** Only where it can be mended without losing a word. */
  readonly edit?: Edit;
};

/** A rule that is judged on Markdown alone. Pure; what cannot be told from the text is no breach. */
export type MarkdownRule = {
  /** That of the rule for structured documents where both ask the same. */
  readonly id: string;
  readonly says: string;
  readonly level: 'error' | 'warning';
  readonly check: (library: Library) => readonly MarkdownBreach[];
};

/** A record with the document that it is. */
export type Recorded = { readonly document: WrittenDocument; readonly record: WrittenRecord };

export const recordsIn = ({ documents }: Library): readonly Recorded[] =>
  documents.flatMap(document => (document.record === null ? [] : [{ document, record: document.record }]));

/** Records whose content counts: neither history, nor judged before they were written. */
const judgedIn = (library: Library): readonly Recorded[] =>
  recordsIn(library).filter(
    ({ document, record }) => record.status?.standing !== 'past' && !library.generated.has(document.path),
  );

/** A rule that looks at each record whose content counts by itself. */
export const recordRule = (given: {
  readonly id: string;
  readonly says: string;
  readonly level: 'error' | 'warning';
  readonly breaches: (recorded: Recorded) => readonly Omit<MarkdownBreach, 'path'>[];
}): MarkdownRule => ({
  id: given.id,
  says: given.says,
  level: given.level,
  check: library =>
    judgedIn(library).flatMap(recorded =>
      given.breaches(recorded).map(breach => ({ path: recorded.document.path, ...breach })),
    ),
});

/** Whether people have decided on a record: its text is not changed any more. */
export const isSettled = ({ status }: WrittenRecord): boolean =>
  status !== null && status.standing !== 'open';
