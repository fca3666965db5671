import type { Issue } from '../../model/problem.ts';
import type { LinkRelation, ReadRecord, RecordStatus } from '../../model/record.ts';

/** What a person does to the status of a record. */
export type Verb = 'accept' | 'reject' | 'deprecate';

/** The status that comes of it, and those that it can come from. */
const steps: Readonly<Record<Verb, { readonly to: RecordStatus; readonly from: readonly RecordStatus[] }>> = {
  accept: { to: 'accepted', from: ['draft', 'proposed', 'unknown'] },
  reject: { to: 'rejected', from: ['draft', 'proposed', 'unknown'] },
  deprecate: { to: 'deprecated', from: ['accepted', 'unknown'] },
};

export const statusAfter = (verb: Verb): 'accepted' | 'rejected' | 'deprecated' =>
  steps[verb].to as 'accepted' | 'rejected' | 'deprecated';

const nextStep = (verb: Verb, { id, status }: ReadRecord): string => {
  if (status === 'accepted' && verb === 'reject')
    return `what was accepted is deprecated or superseded: adrgen deprecate ${id}`;
  if (status === 'draft' || status === 'proposed')
    return `decide on it first: adrgen accept ${id}, or adrgen reject ${id}`;
  return 'write a new record that decides anew';
};

/** Why a record cannot be accepted, rejected or deprecated; null where it can, or where it is so already. */
export const refuseStatus = (verb: Verb, record: ReadRecord): Issue | null => {
  const { to, from } = steps[verb];
  if (record.status === to || from.includes(record.status)) return null;
  return {
    code: 'wrong-status',
    message: `${record.id} is ${record.status}, and cannot be ${to}`,
    place: { file: record.path },
    expected: from.join(', '),
    received: record.statusText,
    hint: nextStep(verb, record),
  };
};

const opposites: Readonly<Record<LinkRelation, LinkRelation>> = {
  supersedes: 'superseded-by',
  'superseded-by': 'supersedes',
  amends: 'amended-by',
  'amended-by': 'amends',
  'depends-on': 'required-by',
  'required-by': 'depends-on',
  'relates-to': 'relates-to',
};

/** How the other end says a relation. */
export const oppositeOf = (relation: LinkRelation): LinkRelation => opposites[relation];

/** Ids that a record has a relation to, said by either end. */
const related = (records: readonly ReadRecord[], id: string, relation: LinkRelation): readonly string[] => {
  const own = records.find(one => one.id === id)?.links ?? [];
  const said = own.flatMap(link => (link.relation === relation && link.id !== null ? [link.id] : []));
  const opposite = oppositeOf(relation);
  const others = records
    .filter(one => one.links.some(link => link.relation === opposite && link.id === id))
    .map(one => one.id);
  return [...new Set([...said, ...others])];
};

/** The way from one record to another along a relation; null where there is none. */
const wayBetween = (
  records: readonly ReadRecord[],
  from: string,
  to: string,
  relation: LinkRelation,
): readonly string[] | null => {
  const before = new Map<string, string | null>([[from, null]]);
  const open = [from];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (id === to) {
      const way: string[] = [];
      for (let at: string | null = id; at !== null; at = before.get(at) ?? null) way.unshift(at);
      return way;
    }
    for (const next of related(records, id, relation)) {
      if (before.has(next)) continue;
      before.set(next, id);
      open.push(next);
    }
  }
  return null;
};

/** Why a record cannot be linked to another; null where it can. */
export const refuseLink = (
  records: readonly ReadRecord[],
  record: ReadRecord,
  relation: LinkRelation,
  other: ReadRecord,
): Issue | null => {
  const words = relation.replace('-', ' ');
  if (record.path === other.path)
    return {
      code: 'own-link',
      message: `${record.id} cannot stand in a relation to itself: ${words}`,
      place: { file: record.path },
      hint: 'name two records',
    };
  if (relation === 'relates-to') return null;
  const way = wayBetween(records, other.id, record.id, relation);
  return way === null
    ? null
    : {
        code: 'link-cycle',
        message: `${record.id} ${words} ${other.id} would go round in a circle: ${[...way, other.id].join(` ${words} `)}`,
        place: { file: record.path },
        hint: 'one of these links is the wrong way round',
      };
};

/** Why a record cannot be superseded by another; null where it can. `partial` leaves it in force. */
export const refuseSupersede = (
  records: readonly ReadRecord[],
  old: ReadRecord,
  by: ReadRecord,
): Issue | null => {
  const link = refuseLink(records, old, 'superseded-by', by);
  if (link !== null) return link;
  if (old.status === 'rejected')
    return {
      code: 'wrong-status',
      message: `${old.id} is rejected: it never held, so nothing supersedes it`,
      place: { file: old.path },
      hint: `link the two instead: adrgen link ${by.id} relates-to ${old.id}`,
    };
  if (by.status === 'rejected' || by.status === 'deprecated' || by.status === 'superseded')
    return {
      code: 'wrong-status',
      message: `${by.id} is ${by.status}, and cannot supersede ${old.id}`,
      place: { file: by.path },
      expected: 'accepted or proposed',
      received: by.statusText,
      hint: 'name the record that holds now',
    };
  return null;
};
