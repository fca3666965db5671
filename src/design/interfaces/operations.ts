import type { Command, Entity, Requirements } from '../../model/requirements.ts';
import type { Table } from '../data/tables.ts';
import { oneLine, pluralOf, uniqueNames, wordsOf } from '../labels.ts';
import { mentions, placesOf } from '../lookups.ts';

export type Operation = {
  readonly id: string;
  readonly kind: 'create' | 'change' | 'get' | 'list';
  readonly method: 'get' | 'post';
  /** With `{id}` where it is about one. */
  readonly path: string;
  readonly summary: string;
  readonly entity: Entity;
  readonly command: Command | null;
  /** Ids of functional requirements whose text names the command, or the reading of the entity. */
  readonly requirements: readonly string[];
};

/** An entity with commands, as callers see it. */
export type Resource = {
  readonly entity: Entity;
  readonly table: Table;
  /** Of its schemas in the OpenAPI document: letters and digits of ASCII. */
  readonly name: string;
  /** What its operations are filed under: the name that the file gives it. */
  readonly tag: string;
  readonly operations: readonly Operation[];
};

const creating: ReadonlySet<string> = new Set(
  (
    'create add register place open book post accept submit announce import issue start request record report ' +
    'apply upload draft order invite plan schedule enter raise file log define introduce receive'
  ).split(' '),
);

const verbOf = ({ name }: Command): string => wordsOf(name)[0] ?? '';

/** Whether a command brings a new one about: by its verb, or since the thing is named after it (`settle`, Settlement). */
const creates = (command: Command, entity: Entity): boolean => {
  const verb = verbOf(command);
  const [noun = ''] = wordsOf(entity.name).slice(-1);
  const named = verb.length > 2 && noun !== verb && noun.startsWith(verb);
  return named || (creating.has(verb) && (wordsOf(command.name).length < 2 || sharesNoun(command, entity)));
};

/** `open case` for a fraud case: the last word is the same. */
const sharesNoun = (command: Command, entity: Entity): boolean => {
  const [noun] = wordsOf(entity.name).slice(-1);
  return noun !== undefined && wordsOf(command.name).slice(1).includes(noun);
};

const segment = (words: readonly string[]): string => encodeURIComponent(words.join('-'));

const collectionOf = (entity: Entity, index: number): string => {
  const words = wordsOf(entity.name);
  const last = words.at(-1);
  return last === undefined ? `entity-${index + 1}` : segment([...words.slice(0, -1), pluralOf(last)]);
};

/** The command without the entity's own name: `cancel booking` on a booking is `cancel`, `close case` on a fraud case `close`. */
const actionOf = (command: Command, entity: Entity, index: number): string => {
  const words = wordsOf(command.name);
  const own = wordsOf(entity.name);
  const found = [own.join(' '), ...own.slice(-1)].flatMap(name =>
    placesOf(words, name).map(at => ({ at, length: wordsOf(name).length })),
  )[0];
  const kept =
    found === undefined || found.length >= words.length || found.at === 0
      ? words
      : words.filter((_, at) => at < found.at || at >= found.at + found.length);
  return kept.length === 0 ? `command-${index + 1}` : segment(kept);
};

const ascii = (words: readonly string[]): string =>
  words
    .map(word => word.replace(/[^a-z0-9]/g, ''))
    .map(word => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');

const nearby = 4;
const forms = (verb: string): ReadonlySet<string> => {
  const stem = verb.replace(/e$/, '');
  const last = verb.at(-1) ?? '';
  return new Set([
    verb,
    pluralOf(verb),
    `${stem}ed`,
    `${stem}ing`,
    `${verb}${last}ed`,
    `${verb}${last}ing`,
    `${verb.replace(/y$/, 'i')}ed`,
  ]);
};

/** Whether a sentence says the command: its verb close to its noun, in either order. */
const says = (text: string, command: Command, entity: Entity): boolean => {
  const words = wordsOf(text);
  const [verb = '', ...rest] = wordsOf(command.name);
  const verbs = forms(verb);
  const at = words.flatMap((word, index) => (verbs.has(word) ? [index] : []));
  // `hold it`: what it is stands earlier in the sentence.
  const active = [verb, pluralOf(verb)];
  const pronoun = words.some((word, index) => active.includes(word) && words[index + 1] === 'it');
  if (pronoun && placesOf(words, entity.name).length > 0) return true;
  const noun = rest.length > 0 ? (rest.at(-1) ?? '') : entity.name;
  const nouns = [...placesOf(words, noun), ...placesOf(words, entity.name)];
  return at.some(a => nouns.some(b => a !== b && Math.abs(a - b) <= nearby));
};

const reading =
  /\b(?:see|show|list|find|search|look up|view|export|read|get|display|query|report|reproduce|browse)(?:s|es|ed|ing)?\b(.*)$/isu;

const citing = ({ functional }: Requirements, test: (text: string) => boolean): string[] =>
  functional.filter(({ text, priority }) => priority !== 'wont' && test(text)).map(({ id }) => id);

type Names = Readonly<Record<'path' | 'id' | 'name' | 'tag', (wanted: string) => string>>;

const resourceOf = (requirements: Requirements, table: Table, index: number, unique: Names): Resource => {
  const { entity } = table;
  const label = oneLine(entity.name);
  const collection = unique.path(`/${collectionOf(entity, index)}`);
  const name = unique.name(ascii(wordsOf(entity.name)) || `Entity${index + 1}`);
  const commands = entity.commands.map((command, at): Operation => {
    const create = creates(command, entity);
    const action = actionOf(command, entity, at);
    const first = create && entity.commands.find(one => creates(one, entity)) === command;
    return {
      id: unique.id(
        `${ascii(wordsOf(command.name)).replace(/^./, one => one.toLowerCase()) || 'command'}${name}`,
      ),
      kind: create ? 'create' : 'change',
      method: 'post',
      path: first
        ? collection
        : unique.path(create ? `${collection}/${action}` : `${collection}/{id}/${action}`),
      summary: oneLine(command.name),
      entity,
      command,
      requirements: citing(requirements, text => says(text, command, entity)),
    };
  });
  const read = citing(requirements, text => mentions(reading.exec(text)?.[1] ?? '', entity.name));
  const many = collection.slice(1);
  return {
    entity,
    table,
    name,
    tag: unique.tag(label || name),
    operations: [
      ...commands,
      {
        id: unique.id(`get${name}`),
        kind: 'get',
        method: 'get',
        path: `${collection}/{id}`,
        summary: `read one ${label}`,
        entity,
        command: null,
        requirements: [],
      },
      {
        id: unique.id(`list${name}`),
        kind: 'list',
        method: 'get',
        path: collection,
        summary: `list ${decodeURIComponent(many).replaceAll('-', ' ')}`,
        entity,
        command: null,
        requirements: read,
      },
    ],
  };
};

/** Each resource takes three names of schemas: X, NewX and XPage. */
const schemaNames = (): ((wanted: string) => string) => {
  const taken = new Set(['Problem']);
  const all = (name: string): string[] => [name, `New${name}`, `${name}Page`];
  return wanted => {
    let name = wanted;
    for (let count = 2; all(name).some(one => taken.has(one)); count += 1) name = `${wanted}${count}`;
    for (const one of all(name)) taken.add(one);
    return name;
  };
};

/** Entities with commands and what callers can do with each, in the order of the file. Pure. */
export const resourcesOf = (requirements: Requirements, tables: readonly Table[]): readonly Resource[] => {
  const unique = { path: uniqueNames(), id: uniqueNames(), name: schemaNames(), tag: uniqueNames() };
  return requirements.entities
    .filter(({ commands }) => commands.length > 0)
    .flatMap((entity, index) => {
      const table = tables.find(one => one.entity === entity);
      return table === undefined ? [] : [resourceOf(requirements, table, index, unique)];
    });
};
