import { LineCounter, parseDocument } from 'yaml';
import { type Topic, type TopicExtension, topic, topicExtension } from '../../model/catalogue.ts';
import type { Issue, Place } from '../../model/problem.ts';
import { extendTopic } from './extend-topic.ts';
import { nearest, schemaIssues, syntaxIssues } from './topic-issues.ts';
import { lineOf, locate, type PlacedFile, type Step } from './yaml-places.ts';

/**
 * One YAML file of a catalogue; `name` is what messages call it. `value` is what `plainTopic` gives for the text,
 * where that was done before: parsing a catalogue takes longer than all that is thought with it.
 */
export type TopicFile = { readonly name: string; readonly text: string; readonly value?: unknown };

/** Where a path of a topic stands: in the last file that has it. An item of a list is named by its id or index. */
export type PlaceOf = (topicId: string, steps: readonly Step[]) => Place | undefined;

export type LoadedTopics = {
  /** Sorted by id; without the files that have issues. */
  readonly topics: readonly Topic[];
  readonly issues: readonly Issue[];
  readonly placeOf: PlaceOf;
};

type Read = {
  readonly file: PlacedFile;
  readonly whole?: Topic;
  readonly extension?: TopicExtension;
  readonly issues: readonly Issue[];
};

/** Merge keys and anchors make golden tests short; beyond this many a file is a bomb. */
const mostAliases = 2_000;

/** A file that is parsed when first asked for a place in it. */
const placedFile = ({ name, text }: TopicFile): PlacedFile => {
  let parsed: Pick<PlacedFile, 'document' | 'lines'> | undefined;
  const parse = () => {
    const lines = new LineCounter();
    return {
      lines,
      document: parseDocument(text.replace(/^\uFEFF/u, ''), { lineCounter: lines, merge: true }),
    };
  };
  const once = () => {
    parsed ??= parse();
    return parsed;
  };
  return {
    name,
    text,
    get document() {
      return once().document;
    },
    get lines() {
      return once().lines;
    },
  };
};

/** What a file says, as plain data, for `TopicFile.value`; undefined where it is no YAML that can be read. */
export const plainTopic = (text: string): unknown => {
  const file = placedFile({ name: '', text });
  if (file.document.errors.length > 0) return undefined;
  const value = plain(file);
  return value instanceof Error ? undefined : value;
};

const readFile = (source: TopicFile): Read => {
  const { name } = source;
  const file = placedFile(source);
  const syntax = source.value === undefined ? syntaxIssues(file) : [];
  if (syntax.length > 0) return { file, issues: syntax };
  const value = source.value ?? plain(file);
  if (value instanceof Error) {
    return {
      file,
      issues: [{ code: 'yaml-aliases', message: value.message, place: { file: name, line: 1 } }],
    };
  }
  const extends_ = typeof value === 'object' && value !== null && 'extends' in value;
  const parsed = (extends_ ? topicExtension : topic).safeParse(value);
  if (!parsed.success) return { file, issues: schemaIssues(file, parsed.error.issues) };
  return 'extends' in parsed.data
    ? { file, extension: parsed.data, issues: [] }
    : { file, whole: parsed.data, issues: [] };
};

const plain = ({ document }: PlacedFile): unknown => {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** What the files have given so far: topics by id, and the files that each stands in. */
type Shelf = {
  readonly topics: Map<string, Topic>;
  readonly holders: Map<string, PlacedFile[]>;
};

const issueAt = (file: PlacedFile, key: string, issue: Omit<Issue, 'place' | 'source'>): Issue => {
  const { place } = locate(file, [key]);
  return { ...issue, place, source: lineOf(file, place) };
};

const shelve = ({ topics, holders }: Shelf, file: PlacedFile, whole: Topic): Issue[] => {
  const [first] = holders.get(whole.id) ?? [];
  if (first !== undefined) {
    const message = `${first.name} has a topic ${whole.id} already`;
    return [
      issueAt(file, 'id', { code: 'duplicate-topic', message, hint: `extends: ${whole.id} changes it` }),
    ];
  }
  topics.set(whole.id, whole);
  holders.set(whole.id, [file]);
  return [];
};

const extend = ({ topics, holders }: Shelf, file: PlacedFile, extension: TopicExtension): Issue[] => {
  const id = extension.extends;
  const base = topics.get(id);
  if (base === undefined) {
    const near = nearest(id, [...topics.keys()]);
    const hint = near === undefined ? {} : { hint: `did you mean ${near}?` };
    const message = `there is no topic ${id} to extend`;
    return [issueAt(file, 'extends', { code: 'unknown-topic', message, ...hint })];
  }
  const extended = extendTopic(base, extension);
  if (extended === null) topics.delete(id);
  else topics.set(id, extended);
  holders.get(id)?.push(file);
  return [];
};

/**
 * Reads topics from the texts of YAML files, the package's own first, then those of a team: a file with `extends`
 * changes the topic of that id. Pure. Never throws: what is wrong comes back as issues with file, line and column,
 * and such a file counts as absent.
 */
export const loadTopics = (files: readonly TopicFile[]): LoadedTopics => {
  const reads = files.map(readFile);
  const shelf: Shelf = { topics: new Map(), holders: new Map() };
  const issues = [
    ...reads.flatMap(read => read.issues),
    ...reads.flatMap(({ file, whole }) => (whole === undefined ? [] : shelve(shelf, file, whole))),
    ...reads.flatMap(({ file, extension }) =>
      extension === undefined ? [] : extend(shelf, file, extension),
    ),
  ];
  return {
    topics: [...shelf.topics.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    issues,
    placeOf: placesIn(shelf.holders),
  };
};

const placesIn =
  (holders: ReadonlyMap<string, readonly PlacedFile[]>): PlaceOf =>
  (topicId, steps) =>
    (holders.get(topicId) ?? [])
      .map(file => locate(file, steps))
      .reduce<{ place: Place; depth: number } | undefined>(
        (deepest, one) => (deepest === undefined || one.depth >= deepest.depth ? one : deepest),
        undefined,
      )?.place;
