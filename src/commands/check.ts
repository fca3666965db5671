import { rootOf } from '../io/repository.ts';
import { hearSignals } from '../io/signals.ts';
import { hasOpenJournal } from '../io/write-changes.ts';
import type { Change } from '../model/changes.ts';
import { type ExitCode, exitCodes, type Issue, Problem } from '../model/problem.ts';
import { doorsOf, offline } from './asking-doors.ts';
import { type LogState, logStateOf } from './log-drift.ts';
import { teamsRules } from './means.ts';
import { meansOf } from './means-of.ts';
import type { Plan } from './publish.ts';
import { readRecords } from './records.ts';
import { type RegenOptions, standingOf } from './regen.ts';
import { settingsFrom } from './settings.ts';
import { type Source, type Survey, surveyOf } from './survey.ts';

/** As for `regen`; nobody is asked. */
type CheckOptions = Omit<RegenOptions, 'asking'>;

/** One file that is not what it would be made to. */
export type Drift = {
  readonly path: string;
  readonly reason:
    | 'missing'
    | 'outdated'
    | 'never-made'
    | 'lock-outdated'
    | 'answers-missing'
    | 'proposal-open'
    | 'run-interrupted'
    | 'requirements-gone'
    | 'log-outdated'
    | 'graph-outdated';
  /** The requirements file that it is made from; null for what is about the whole repository. */
  readonly from: string | null;
  /** A command, or what a person has to do. */
  readonly mend: string;
};

/** What is kept as people wrote it: nothing to mend. */
export type Kept = {
  readonly path: string;
  readonly reason: 'edited' | 'accepted' | 'uncalled-for';
  /** Whether the requirements would say something else by now. */
  readonly outdated: boolean;
};

export type CheckResult = {
  readonly root: string;
  readonly checked: number;
  /** Decision logs and pictures of them that were compared with the records. */
  readonly logs: number;
  readonly drift: readonly Drift[];
  readonly kept: readonly Kept[];
  readonly failures: readonly { readonly name: string; readonly issues: readonly Issue[] }[];
  readonly exitCode: ExitCode;
};

type Found = Pick<CheckResult, 'drift' | 'kept'>;

/** A word of a command line, for a POSIX shell. */
const word = (text: string): string =>
  /^[\p{L}\p{N}_./@%+=:,-]+$/u.test(text) && !text.startsWith('-')
    ? text
    : `'${text.replaceAll("'", "'\\''")}'`;

const regen = (name: string): string => `adrgen regen ${word(name)}`;

const proposals = (open: readonly string[], from: string): readonly Drift[] =>
  open.map(path => ({
    path,
    reason: 'proposal-open',
    from,
    mend: `take over what is right, then: rm ${word(path)}`,
  }));

const keptOf = (changes: readonly Change[]): readonly Kept[] =>
  changes.flatMap(({ path, reason, outdated }) =>
    reason === undefined ? [] : [{ path, reason, outdated: outdated === true }],
  );

const isDrift = ({ action }: Change): boolean => action !== 'unchanged' && action !== 'kept';

const driftOf = ({ documents, orphans, open }: Plan, name: string, isNew: boolean): Found => {
  const mend = regen(name);
  const changes = documents.flatMap(({ change, files }) => [change, ...files]);
  if (isNew && changes.every(({ action }) => action === 'create'))
    return { drift: [{ path: name, reason: 'never-made', from: name, mend }], kept: [] };
  const own = documents.flatMap(one => one.own);
  const fresh = new Set(own.filter(({ action }) => action === 'create').map(({ path }) => path));
  const waiting = open.filter(path => !fresh.has(path));
  const files = changes.filter(isDrift).map(
    ({ path, action }): Drift => ({
      path,
      reason: action === 'create' ? 'missing' : 'outdated',
      from: name,
      mend,
    }),
  );
  // Locks and bases follow their documents; by themselves they matter where nothing else is out of date.
  const locks = own
    .filter(change => isDrift(change) && !change.path.startsWith('.adrgen/conflicts/'))
    .map(({ path }): Drift => ({ path, reason: 'lock-outdated', from: name, mend }));
  return {
    drift: [...(files.length > 0 ? files : locks), ...proposals(waiting, name)],
    kept: [
      ...keptOf(changes),
      ...orphans.map(({ path }): Kept => ({ path, reason: 'uncalled-for', outdated: true })),
    ],
  };
};

/** What the documents would be is known to a model alone, that nobody asks here. */
const unanswered = (name: string): Found => ({
  drift: [{ path: name, reason: 'answers-missing', from: name, mend: regen(name) }],
  kept: [],
});

/** Compares one file; `plan` thinks, where its locks do not say that all is as it was. */
const checkOne = async (
  source: Source,
  standing: Awaited<ReturnType<typeof standingOf>>,
  plan: () => Promise<Plan>,
): Promise<Found> => {
  const { name } = source;
  if (standing === null) return driftOf(await plan(), name, source.known.length === 0);
  const { documents, edited, open } = standing;
  return {
    drift: proposals(open, name),
    kept: [
      ...keptOf(documents.map(({ change }) => change)),
      ...edited.map((path): Kept => ({ path, reason: 'edited', outdated: false })),
    ],
  };
};

/** Whether paths, which stand for requirements, leave the decision log to another run. */
const isWhole = ({ paths }: CheckOptions): boolean => paths.length === 0;

const nothingKept: LogState = { checked: 0, drift: [], failures: [] };

const ofLogs = ({ drift }: LogState): readonly Drift[] =>
  drift.map(({ path, kind, reason }) => ({
    path,
    reason: kind === 'index' ? 'log-outdated' : reason === 'missing' ? 'missing' : 'graph-outdated',
    from: null,
    mend: `adrgen ${kind} ${word(path)}`,
  }));

/** What something was made from; where nothing was, a log of decisions is reason enough to go on. */
const surveyed = (root: string, options: CheckOptions, logs: LogState): Survey => {
  const isNothing = logs.checked + logs.failures.length === 0;
  try {
    return surveyOf(root, options.paths);
  } catch (error) {
    const none = error instanceof Problem && error.issues.some(({ code }) => code === 'nothing-made');
    if (!none || isNothing) throw error;
    return { sources: [], failures: [] };
  }
};

/**
 * Compares what stands with what `regen` would write: by the locks where they are up to date, else by making it without
 * pictures. Writes nothing, draws nothing, asks no one.
 */
export const runCheck = async (options: CheckOptions): Promise<CheckResult> => {
  const root = rootOf(options.out);
  await teamsRules(root);
  const logs = isWhole(options) ? logStateOf(readRecords(root)) : nothingKept;
  const survey = surveyed(root, options, logs);
  const means = meansOf(root);
  const first = settingsFrom(root, options);
  const found: Found[] = [];
  const failures: CheckResult['failures'][number][] = [];
  for (const source of survey.sources) {
    try {
      const plan = async (): Promise<Plan> => {
        const { openWorkshop } = await import('./workshop.ts');
        await hearSignals();
        return (await openWorkshop(root, means, null, doorsOf(root, offline)).plan(source, first)).plan;
      };
      found.push(await checkOne(source, await standingOf(root, source, means), plan));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.issues.some(({ code }) => code === 'answer-missing')) {
        found.push(unanswered(source.name));
        continue;
      }
      failures.push({ name: source.name, issues: error.issues });
    }
  }
  const isGone = ({ issues }: { readonly issues: readonly Issue[] }): boolean =>
    issues[0]?.code === 'requirements-gone';
  const journal: Drift = {
    path: '.adrgen/journal.json',
    reason: 'run-interrupted',
    from: null,
    mend: 'adrgen regen',
  };
  const drift = [
    ...(hasOpenJournal(root) ? [journal] : []),
    ...found.flatMap(one => one.drift),
    ...ofLogs(logs),
    ...survey.failures.filter(isGone).map(
      ({ name, issues }): Drift => ({
        path: name,
        reason: 'requirements-gone',
        from: name,
        mend: issues[0]?.hint ?? '',
      }),
    ),
  ];
  const broken = [...failures, ...logs.failures, ...survey.failures.filter(one => !isGone(one))];
  const clean = drift.length === 0 ? exitCodes.clean : exitCodes.findings;
  return {
    root,
    checked: survey.sources.length,
    logs: logs.checked,
    drift,
    kept: found.flatMap(one => one.kept),
    failures: broken,
    exitCode: broken.length > 0 ? exitCodes.usage : clean,
  };
};
