import type { LinkRelation, ReadRecord, RecordStatus } from '../../model/record.ts';

/** A link between two records, told once: what both ends say is one arrow. Ids of records. */
export type GraphLink = {
  readonly relation: 'superseded by' | 'amended by' | 'depends on' | 'relates to';
  readonly from: string;
  readonly to: string;
};

/** Records that hang together, and those that nothing leads to. */
export type GraphView = {
  readonly records: readonly ReadRecord[];
  readonly links: readonly GraphLink[];
  /** Each in the order of the records; the largest first. */
  readonly families: readonly (readonly ReadRecord[])[];
  readonly alone: readonly ReadRecord[];
};

/** How each relation is drawn: from which end, and by which name. */
const told: Readonly<
  Record<LinkRelation, { readonly relation: GraphLink['relation']; readonly turned: boolean }>
> = {
  supersedes: { relation: 'superseded by', turned: true },
  'superseded-by': { relation: 'superseded by', turned: false },
  amends: { relation: 'amended by', turned: true },
  'amended-by': { relation: 'amended by', turned: false },
  'depends-on': { relation: 'depends on', turned: false },
  'required-by': { relation: 'depends on', turned: true },
  'relates-to': { relation: 'relates to', turned: false },
};

const linksOf = (records: readonly ReadRecord[]): readonly GraphLink[] => {
  const known = new Set(records.map(({ id }) => id));
  const links = new Map<string, GraphLink>();
  for (const { id, links: own } of records) {
    for (const link of own) {
      if (link.id === null || link.id === id || !known.has(link.id)) continue;
      const { relation, turned } = told[link.relation];
      const [one, other] = turned ? [link.id, id] : [id, link.id];
      // What relates has no direction.
      const [from, to] = relation === 'relates to' && one > other ? [other, one] : [one, other];
      links.set(JSON.stringify([relation, from, to]), { relation, from, to });
    }
  }
  const all = [...links.values()];
  const isSaidBetter = (link: GraphLink): boolean =>
    link.relation === 'relates to' &&
    all.some(
      one =>
        one.relation !== 'relates to' &&
        ((one.from === link.from && one.to === link.to) || (one.from === link.to && one.to === link.from)),
    );
  return all.filter(link => !isSaidBetter(link));
};

const familiesOf = (
  records: readonly ReadRecord[],
  links: readonly GraphLink[],
): readonly (readonly ReadRecord[])[] => {
  const neighbours = new Map<string, string[]>();
  const join = (one: string, other: string): void => {
    neighbours.set(one, [...(neighbours.get(one) ?? []), other]);
  };
  for (const { from, to } of links) {
    join(from, to);
    join(to, from);
  }
  const family = new Map<string, number>();
  records.forEach(({ id }, index) => {
    const waiting = family.has(id) ? [] : [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      family.set(next, index);
      waiting.push(...(neighbours.get(next) ?? []).filter(one => !family.has(one)));
    }
  });
  const groups = new Map<number, ReadRecord[]>();
  for (const record of records) {
    const key = family.get(record.id) ?? -1;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
};

/** What a picture of records and their links shows. `records` come in the order of the index. Pure. */
export const graphView = (records: readonly ReadRecord[]): GraphView => {
  const links = linksOf(records);
  const groups = familiesOf(records, links);
  return {
    records,
    links,
    families: groups.filter(({ length }) => length > 1),
    alone: groups.flatMap(group => (group.length === 1 ? group : [])),
  };
};

/** Statuses that occur, in the order of a record's life, with how many records have each. */
export const statusCounts = (
  records: readonly ReadRecord[],
): readonly (readonly [status: RecordStatus, many: number])[] =>
  (['draft', 'proposed', 'accepted', 'rejected', 'deprecated', 'superseded', 'unknown'] as const).flatMap(
    status => {
      const many = records.filter(one => one.status === status).length;
      return many === 0 ? [] : [[status, many] as const];
    },
  );
