import { basename, join } from 'node:path';
import { sha256, sourceHash } from '../io/hash.ts';
import { isThere, namesIn, readInput, readLockFiles, readStanding } from '../io/repository.ts';
import { today } from '../io/today.ts';
import type { Lock, Making, Settings } from '../model/changes.ts';
import type { Draw } from '../model/doors.ts';
import type { Finding } from '../model/finding.ts';
import { type ExitCode, exitCodes, Problem, problem } from '../model/problem.ts';
import type { Requirements } from '../model/requirements.ts';
import { placesOf } from '../records/layout.ts';
import { readLock } from '../records/lock.ts';
import { slugOf } from '../records/slug.ts';
import { type Draft, draftsOf } from '../render/documents.ts';
import { readRequirements } from '../requirements/read.ts';
import { configured } from '../rules/configured.ts';
import { judge, judgeWriting } from '../rules/judge.ts';
import { ourDefect, type Writing } from '../rules/rule.ts';
import type { Architect } from '../stages/architect.ts';
import type { Design } from '../stages/design.ts';
import type { Thinker } from './asking-doors.ts';
import type { Means } from './means.ts';
import { originOf } from './origin.ts';
import { type Plan, planDocuments, refuseElsewhere } from './publish.ts';
import { hasNeighbour } from './standing.ts';
import { think } from './think.ts';

/** A requirements file as it was read, and what was thought about it. */
export type Thought = {
  readonly file: string;
  /** As messages call it. */
  readonly name: string;
  /** Of its bytes: `Making.source`. */
  readonly source: string;
  readonly requirements: Requirements;
  readonly design: Design;
};

/** A requirements file as it was read. */
export type Reading = Omit<Thought, 'design'>;

/** Throws a Problem with all issues of the file. */
export const readFile = (file: string, name = file): Reading => {
  const bytes = readInput(file);
  return { file, name, source: sourceHash(bytes), requirements: readRequirements(bytes, name).requirements };
};

/** Reads a requirements file and thinks about it, with whom its system calls for. Throws a Problem with all its issues. */
export const thinkAbout = async (file: string, architect: Architect, name = file): Promise<Thought> => {
  const reading = readFile(file, name);
  return { ...reading, design: await think(architect, reading.requirements) };
};

/** Where and with what a system is made. */
export type Workplace = {
  readonly root: string;
  readonly means: Means;
  readonly thinker: Thinker;
  readonly settings: Settings;
  /** Null draws nothing: pictures are only compared. */
  readonly draw: Draw | null;
};

export type Made = {
  readonly findings: readonly Finding[];
  readonly drafts: readonly Draft[];
  readonly plan: Plan;
};

/** Our own defects: a document that would break its rules is not written. */
const refuseDefects = (findings: readonly Finding[], exitCode: ExitCode = exitCodes.internal): void => {
  const defects = findings.filter(({ level, about }) => level === 'error' && about === 'document');
  if (defects.length === 0) return;
  throw new Problem(
    defects.map(({ rule, text, hint = ourDefect }) => ({
      code: rule,
      message: `${rule}: ${text}`,
      hint: `${hint}; nothing was written`,
    })),
    exitCode,
  );
};

/** What a plan would write, beside what stands there. */
const writingsOf = ({ documents }: Plan, root: string): readonly Writing[] =>
  documents.map(({ draft: { document, path }, change: { content } }) => ({
    document,
    path,
    before: readStanding(root, path)?.text ?? null,
    after: typeof content === 'string' ? content : null,
  }));

const describes = (file: string, system: string): boolean => {
  try {
    return slugOf(readRequirements(readInput(file), file).requirements.system) === system;
  } catch (error) {
    // As long as it cannot be read, it may describe the system as before.
    if (error instanceof Problem) return true;
    throw error;
  }
};

/** Two files that describe one system would write the same documents in turn. A file that was moved is none of two. */
const refuseSecond = (
  root: string,
  before: Making | undefined,
  from: string | null,
  { name, requirements }: Thought,
): void => {
  const other = before?.from ?? null;
  if (other === null || other === from || !isThere(root, other)) return;
  if (!describes(join(root, other), slugOf(requirements.system))) return;
  throw problem({
    code: 'same-system',
    message: `${name} and ${other} both describe the system ${JSON.stringify(requirements.system)}`,
    hint: 'give one of them another name under system:, or delete the file that is no longer used; nothing was written',
  });
};

const makingOf = (
  { file, source, requirements, design }: Thought,
  before: Making | undefined,
  { root, means, settings, thinker }: Workplace,
): Making => {
  const { templates, generator, pictures, configuration } = means.hashes;
  const said = sha256(JSON.stringify(requirements));
  const from = originOf(root, file);
  return {
    from,
    // What says the same is no reason to write a lock anew.
    source: before?.requirements === said && before.from === from ? before.source : source,
    requirements: said,
    catalogue: thinker.knows,
    templates,
    pictures: settings.images.length === 0 ? null : pictures,
    ...(configuration === null ? {} : { configuration }),
    generator,
    settings,
    records: design.decided
      .filter(({ standing }) => standing.kind === 'record')
      .map(({ decision }) => decision.id),
  };
};

/** The locks of a system that stand in the repository. */
export const locksOf = (root: string, system: string): readonly Lock[] =>
  readLockFiles(root, system).map(({ path, text }) => readLock(text, path));

/** Plans all documents of a system against what stands in the repository. Writes nothing; may draw. */
export const planSystem = async (thought: Thought, workplace: Workplace): Promise<Made> => {
  const { root, means, thinker, settings, draw } = workplace;
  const { architect } = thinker;
  const { requirements, design } = thought;
  const system = slugOf(requirements.system);
  const folder = (name: string): string => (settings.out === '' ? name : `${settings.out}/${name}`);
  const locks = locksOf(root, system);
  const before = locks.find(({ document }) => document === '_design')?.made;
  const making = makingOf(thought, before, workplace);
  refuseSecond(root, before, making.from, thought);
  const folders = { records: settings.records ?? folder('adr'), design: folder('design') };
  refuseElsewhere(root, locks, Object.values(folders), system);
  const names = namesIn(join(root, folders.records));
  const day = today(process.env, new Date());
  const shared = hasNeighbour(root, system, folders.design);
  const places = placesOf(requirements.system, making.records, folders, locks, names, shared, day);
  // The day that the document bears: the same inputs give the same words on any day.
  const judged = judge(design, { today: places.design.date });
  refuseDefects(judged);
  const namesOf = ({ at }: Finding): readonly string[] => [at.id, making.from ?? thought.name];
  const { findings } = configured(judged, means.configuration, namesOf, places.design.date);
  const drafts = draftsOf(
    design,
    findings,
    {
      ...places,
      format: settings.format,
      image: settings.images.includes('svg') ? 'svg' : 'png',
      provenance: `Drafted by adrgen from ${basename(thought.file)} with ${architect.provenance}. Proposed, and not yet accepted by anyone.`,
    },
    means.templates,
  );
  const plan = await planDocuments(drafts, {
    root,
    system,
    locks,
    images: settings.images,
    draw,
    pictureVersion: means.hashes.pictures,
    architect: architect.provenance,
    asked: thinker.asked(),
    making,
  });
  // With own templates it is not adrgen that writes what nobody but people may write.
  refuseDefects(
    judgeWriting(writingsOf(plan, root)),
    settings.templates === null ? exitCodes.internal : exitCodes.usage,
  );
  return { findings, drafts, plan };
};
