import { resolve } from 'node:path';
import { loadTopics } from '../architects/catalogue/load-topics.ts';
import { readCatalogue } from '../io/package-files.ts';
import { relativeTo, rootOf } from '../io/repository.ts';
import type { Topic } from '../model/catalogue.ts';
import type { Lock } from '../model/changes.ts';
import { Problem, problem } from '../model/problem.ts';
import { explanationOf } from '../render/explanation.ts';
import { explainJson, explainText } from '../render/terminal/explain.ts';
import { nearest } from '../requirements/nearest.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { doorsOf, offline } from './asking-doors.ts';
import { type KnownFile, knownFiles, theOnly } from './known-file.ts';
import { thinkAbout } from './make.ts';
import { readMeans } from './means.ts';
import { openThinker } from './thinker.ts';

export type ExplainOptions = {
  /** A decision, a topic of the catalogue, a record by number or file. */
  readonly id: string;
  readonly requirements?: string | undefined;
  readonly cwd: string;
};

export type ExplainResult = { readonly text: string; readonly json: ReturnType<typeof explainJson> };

const recordNumber = /^(?:adr-?)?0*(\d+)$/iu;

/** Whether an id names the record of a lock: `3`, `ADR-0003`, `docs/adr/0003-x.md`, `0003-x.md`. */
const namesRecord = ({ id, cwd }: ExplainOptions, { number, path }: Lock): boolean => {
  if (number === null) return false;
  const asked = recordNumber.exec(id)?.[1];
  if (asked !== undefined) return Number(asked) === number;
  return relativeTo(rootOf(cwd), resolve(cwd, id)) === path || path.endsWith(`/${id}`);
};

const isRecord = (id: string): boolean => recordNumber.test(id) || id.endsWith('.md');

const recordName = ({ number }: Lock): string => `ADR-${String(number).padStart(4, '0')}`;

const unknownRecord = (id: string, files: readonly KnownFile[]): Problem => {
  const records = files.flatMap(({ locks }) => locks.filter(({ number }) => number !== null));
  const near = recordNumber.test(id)
    ? undefined
    : nearest(
        id,
        records.map(({ path }) => path),
      );
  return problem({
    code: 'unknown-record',
    message: `there is no record ${id}`,
    ...(records.length === 0 ? {} : { expected: [...new Set(records.map(recordName))].sort().join(', ') }),
    hint:
      near === undefined ? 'name the decision itself, as in the design document' : `did you mean ${near}?`,
  });
};

const isCalled = ({ decision, weighed }: Decided, id: string): boolean =>
  [decision.id, weighed.proposal.topic?.id, decision.title].some(
    name => name?.toLowerCase() === id.toLowerCase(),
  );

/** The system that an id is asked of, and the decision as that system has it. */
const subjectOf = (
  options: ExplainOptions,
  files: readonly KnownFile[],
): { readonly file: KnownFile; readonly id: string } => {
  const { id } = options;
  const again = (file: string): string => `adrgen explain ${id} --requirements ${file}`;
  const withRecord = files.filter(({ locks }) =>
    locks.some(lock => namesRecord(options, lock) || lock.document === id),
  );
  if (isRecord(id) && withRecord.length === 0) throw unknownRecord(id, files);
  const file = theOnly(
    withRecord.length > 0 ? withRecord : files,
    withRecord.length > 0 ? `${id} is in several systems` : 'several systems were made here',
    again,
  );
  const lock = isRecord(id) ? file.locks.find(one => namesRecord(options, one)) : undefined;
  return { file, id: lock?.document ?? id };
};

const notHere = (id: string, design: Design, topics: readonly Topic[]): Problem => {
  const topic = topics.find(one => one.id === id.toLowerCase());
  const known = design.decided.map(({ decision }) => decision.id);
  if (topic !== undefined) {
    return problem({
      code: 'not-asked',
      message: `${topic.title} is no open question of ${design.analysis.requirements.system}: nothing in the file calls for it, or the file has settled it`,
      expected: known.join(', '),
    });
  }
  const names = design.decided.flatMap(({ decision }) => [decision.id, decision.title]);
  const near = nearest(id, [...names, ...topics.map(one => one.id)]);
  return problem({
    code: 'unknown-decision',
    message: `there is no decision ${id}`,
    expected: known.join(', '),
    ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
  });
};

/** Thinks about the system again and tells all that stands behind one of its decisions. Writes nothing. */
export const runExplain = async (options: ExplainOptions): Promise<ExplainResult> => {
  const { topics, issues } = loadTopics(readCatalogue());
  if (issues.length > 0) throw new Problem(issues);
  const files = knownFiles(
    options.cwd,
    options.requirements,
    `name it: adrgen explain ${options.id} --requirements requirements.yaml`,
  );
  const { file, id } = subjectOf(options, files);
  const root = rootOf(options.cwd);
  const thinking = file.locks.find(({ made }) => made !== undefined)?.made?.settings.thinking;
  const { architect } = await openThinker(root, await readMeans(root), thinking, doorsOf(root, offline));
  const { design } = await thinkAbout(file.file, architect, file.name);
  const decided = design.decided.find(one => isCalled(one, id));
  if (decided === undefined) throw notHere(id, design, topics);
  const lock = file.locks.find(({ document }) => document === decided.decision.id);
  const explained = {
    explanation: explanationOf(design, decided),
    system: design.analysis.requirements.system,
    file: file.name,
    record: lock === undefined || lock.number === null ? null : { number: lock.number, path: lock.path },
  };
  return { text: explainText(explained), json: explainJson(explained) };
};
