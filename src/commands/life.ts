import { recordsRootOf } from '../io/repository.ts';
import { today } from '../io/today.ts';
import { withWriter } from '../io/write-changes.ts';
import { type Issue, Problem, problem } from '../model/problem.ts';
import { type LinkRelation, linkRelations } from '../model/record.ts';
import { linkEdit } from '../records/life/link-edit.ts';
import {
  oppositeOf,
  refuseLink,
  refuseStatus,
  refuseSupersede,
  statusAfter,
  type Verb,
} from '../records/life/refusals.ts';
import { type Spelling, spellingOf, supersededSpelling } from '../records/life/spelling.ts';
import { dateEdits, statusEdits } from '../records/life/status-edit.ts';
import { dateIn } from '../records/reading/dates.ts';
import type { KnownRecord } from '../records/reading/library.ts';
import { nearest } from '../requirements/nearest.ts';
import { type EditedRecord, editRecords, type RecordChange } from './edit-records.ts';
import { recordNamed } from './named-record.ts';
import { type Records, readRecords } from './records.ts';

export type LifeResult = {
  readonly root: string;
  /** Records that were written; none where they said it already. */
  readonly written: readonly EditedRecord[];
  /** What a person should know beside it. */
  readonly notes: readonly string[];
};

/** A day that is said on the command line, or today. */
const dayOf = (said: string | undefined): string => {
  if (said === undefined) return today(process.env, new Date());
  const day = /^\d{4}-\d{2}-\d{2}$/.test(said) ? dateIn(said)?.date : null;
  if (day != null) return day;
  throw problem({
    code: 'usage',
    message: `--date ${said}`,
    expected: 'a day such as 2026-01-31',
    received: said,
  });
};

const refuse = (issue: Issue | null): void => {
  if (issue !== null) throw new Problem([{ ...issue, hint: `${issue.hint ?? ''}; nothing was written` }]);
};

const speller = ({ records }: Records): ((record: KnownRecord) => Spelling) => {
  const letter = supersededSpelling(records.map(({ read }) => read.outline.text));
  return ({ read }) => spellingOf(read, letter);
};

/** A stronger link says all that a plain one would. */
const hasLink = ({ record }: KnownRecord, relation: LinkRelation, id: string): boolean =>
  record.links.some(link => link.id === id && (link.relation === relation || relation === 'relates-to'));

/** Both ends of a link, each where it is not said already. */
const linkChanges = (
  from: KnownRecord,
  relation: LinkRelation,
  to: KnownRecord,
  partial: boolean,
  spell: (record: KnownRecord) => Spelling,
): readonly RecordChange[] =>
  (
    [
      [from, relation, to],
      [to, oppositeOf(relation), from],
    ] as const
  )
    .filter(([one, own, other]) => !hasLink(one, own, other.record.id))
    .map(([one, own, other]) => ({
      record: one,
      edits: [linkEdit(one.read, own, other, partial, spell(one))],
      links: [{ relation: own, id: other.record.id }],
    }));

/** Formats that keep the day of the last change; in the others it is that of the decision. */
const keepsLastChange = ({ read: { format } }: KnownRecord): boolean =>
  format === 'madr' || format === 'madr-2';

/** What supersedes one record by others that hold now. */
const supersedeChanges = (
  old: KnownRecord,
  by: readonly KnownRecord[],
  day: string,
  spell: (record: KnownRecord) => Spelling,
): readonly RecordChange[] => {
  const fresh = by.filter(
    one => !hasLink(old, 'superseded-by', one.record.id) || old.record.status !== 'superseded',
  );
  const inLinks =
    old.read.statusPlaces.every(({ kind }) => kind === 'badge') && old.read.statusPlaces.length > 0;
  const own: RecordChange[] =
    fresh.length === 0
      ? []
      : [
          {
            record: old,
            edits: [
              ...statusEdits(old.read, 'superseded', fresh, spell(old)),
              ...(keepsLastChange(old) ? dateEdits(old.read, day) : []),
              ...(inLinks
                ? fresh.map(one => linkEdit(old.read, 'superseded-by', one, false, spell(old)))
                : []),
            ],
            status: 'superseded',
            links: fresh.map(one => ({ relation: 'superseded-by', id: one.record.id })),
          },
        ];
  const others = by
    .filter(one => !hasLink(one, 'supersedes', old.record.id))
    .map(
      (one): RecordChange => ({
        record: one,
        edits: [linkEdit(one.read, 'supersedes', old, false, spell(one))],
        links: [{ relation: 'supersedes', id: old.record.id }],
      }),
    );
  return [...own, ...others];
};

/** What a record says of others that holds from the day that it is accepted: the other ends. */
const otherEnds = (
  record: KnownRecord,
  { records }: Records,
  day: string,
  spell: (record: KnownRecord) => Spelling,
): readonly RecordChange[] =>
  record.record.links.flatMap(({ relation, id, partial }): readonly RecordChange[] => {
    const other = records.find(one => one.record.id === id);
    if (other === undefined || (relation !== 'supersedes' && relation !== 'amends')) return [];
    if (relation === 'amends' || partial === true)
      return linkChanges(record, relation, other, partial === true, spell);
    return other.record.status === 'rejected' ? [] : supersedeChanges(other, [record], day, spell);
  });

type Life = { readonly cwd: string; readonly date?: string | undefined };

/** Reads the records, plans and writes as the only one who writes. */
const inTurn = async (
  { cwd }: Life,
  plan: (records: Records) => {
    readonly changes: readonly RecordChange[];
    readonly notes?: readonly string[];
  },
): Promise<LifeResult> => {
  const root = recordsRootOf(cwd);
  return withWriter(root, async () => {
    const records = readRecords(cwd);
    const { changes, notes = [] } = plan(records);
    return { root, written: editRecords(records, changes), notes };
  });
};

/** Accepts, rejects or deprecates a record. Accepting one that supersedes others writes their ends as well. */
export const runStatus = async (
  verb: Verb,
  { id, ...life }: Life & { readonly id: string },
): Promise<LifeResult> => {
  const day = dayOf(life.date);
  return inTurn(life, records => {
    const record = recordNamed(records, id, life.cwd, name => `adrgen ${verb} ${name}`);
    refuse(refuseStatus(verb, record.record));
    const status = statusAfter(verb);
    const spell = speller(records);
    const isSo = record.record.status === status;
    const own: RecordChange = {
      record,
      edits: isSo
        ? []
        : [
            ...statusEdits(record.read, status, [], spell(record)),
            ...(verb !== 'deprecate' || keepsLastChange(record) ? dateEdits(record.read, day) : []),
          ],
      status,
      links: [],
    };
    return {
      changes: [own, ...(verb === 'accept' ? otherEnds(record, records, day, spell) : [])],
      notes: isSo ? [`${record.record.id} is ${status} already.`] : [],
    };
  });
};

/** Marks a record as superseded by others, on both ends; with `partial` it stays in force, and both ends say so. */
export const runSupersede = async ({
  id,
  by,
  partial,
  ...life
}: Life & {
  readonly id: string;
  readonly by: readonly string[];
  readonly partial: boolean;
}): Promise<LifeResult> => {
  const day = dayOf(life.date);
  return inTurn(life, records => {
    const old = recordNamed(records, id, life.cwd, name => `adrgen supersede ${name} --by ${by[0] ?? ''}`);
    const all = by.map(one =>
      recordNamed(records, one, life.cwd, name => `adrgen supersede ${id} --by ${name}`),
    );
    const successors = all.filter((one, index) => all.indexOf(one) === index);
    const known = records.records.map(({ record }) => record);
    for (const one of successors) refuse(refuseSupersede(known, old.record, one.record));
    const spell = speller(records);
    const open = successors.filter(({ record: { status } }) => status === 'proposed' || status === 'draft');
    const changes = partial
      ? successors.flatMap(one => linkChanges(old, 'superseded-by', one, true, spell))
      : supersedeChanges(old, successors, day, spell);
    return {
      changes,
      notes: [
        ...(changes.length === 0 ? [`${old.record.id} says so already.`] : []),
        ...open.map(({ record }) => `${record.id} is still ${record.status}: adrgen accept ${record.id}`),
      ],
    };
  });
};

const relationOf = (text: string): LinkRelation => {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/superced/, 'supersed');
  const relation = linkRelations.find(one => one === plain);
  if (relation !== undefined) return relation;
  const near = nearest(plain, linkRelations);
  throw problem({
    code: 'usage',
    message: `${text} is no relation between records`,
    expected: linkRelations.join(', '),
    received: text,
    ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
  });
};

/** Links two records, on both ends. Superseding is said in the status as well. */
export const runLink = async ({
  id,
  relation: said,
  other: otherId,
  ...life
}: Life & {
  readonly id: string;
  readonly relation: string;
  readonly other: string;
}): Promise<LifeResult> => {
  const relation = relationOf(said);
  if (relation === 'superseded-by') return runSupersede({ ...life, id, by: [otherId], partial: false });
  if (relation === 'supersedes') return runSupersede({ ...life, id: otherId, by: [id], partial: false });
  return inTurn(life, records => {
    const record = recordNamed(records, id, life.cwd, name => `adrgen link ${name} ${relation} ${otherId}`);
    const other = recordNamed(records, otherId, life.cwd, name => `adrgen link ${id} ${relation} ${name}`);
    refuse(
      refuseLink(
        records.records.map(one => one.record),
        record.record,
        relation,
        other.record,
      ),
    );
    const changes = linkChanges(record, relation, other, false, speller(records));
    return { changes, notes: changes.length === 0 ? ['Both records say so already.'] : [] };
  });
};
