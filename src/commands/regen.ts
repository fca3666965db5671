import { rootOf } from '../io/repository.ts';
import { hearSignals } from '../io/signals.ts';
import { hasOpenJournal, withWriter, writeAll } from '../io/write-changes.ts';
import type { Bill } from '../model/asking.ts';
import type { Settings } from '../model/changes.ts';
import { type ExitCode, exitCodes, type Issue, Problem } from '../model/problem.ts';
import { type AskingTerms, type Doors, doorsOf } from './asking-doors.ts';
import { teamsRules } from './means.ts';
import { type MeansOf, meansOf } from './means-of.ts';
import type { Plan } from './publish.ts';
import type { ImageFormat } from './publish-pictures.ts';
import { settingsFrom } from './settings.ts';
import { type StandingSystem, standingSystem } from './standing.ts';
import { type Source, type Survey, surveyOf } from './survey.ts';

export type RegenOptions = {
  /** Requirements files and folders that hold them; none stands for all that something was made from. */
  readonly paths: readonly string[];
  /** For files that nothing was made from yet; the others keep to what their locks say. */
  readonly out: string;
  readonly format: Settings['format'];
  readonly images: readonly ImageFormat[];
  readonly templates?: string | undefined;
  readonly browser?: string | undefined;
  /** How models may be asked, for systems that were made with one. */
  readonly asking: AskingTerms;
  /** Hears of each file that is done. */
  readonly onFile?: (done: number, all: number, name: string) => void;
};

/** What came of one requirements file. */
export type Regenerated =
  | { readonly state: 'unchanged'; readonly name: string; readonly standing: StandingSystem }
  | {
      readonly state: 'made';
      readonly name: string;
      readonly plan: Plan;
      readonly glyphs: readonly string[];
    }
  | {
      readonly state: 'failed';
      readonly name: string;
      readonly issues: readonly Issue[];
      readonly exitCode: ExitCode;
    };

export type RegenResult = {
  readonly root: string;
  readonly files: readonly Regenerated[];
  /** What this run asked; null where no model could be asked. */
  readonly bill: Bill | null;
  readonly exitCode: ExitCode;
};

/** What stands, where nothing has to be made again. */
export const standingOf = async (
  root: string,
  { known }: Source,
  means: MeansOf,
): Promise<StandingSystem | null> => {
  for (const one of known) {
    const standing = await standingSystem(root, one, await means(one.lock.made.settings.templates));
    if (standing !== null) return standing;
  }
  return null;
};

const exitCodeOf = (files: readonly Regenerated[]): ExitCode => {
  const failed = files.filter(one => one.state === 'failed');
  if (failed.length > 0 && failed.length === files.length) return failed[0]?.exitCode ?? exitCodes.usage;
  // Whoever set the budget is told of it, whatever else was done.
  if (failed.some(({ exitCode }) => exitCode === exitCodes.budget)) return exitCodes.budget;
  const undrawn = files.some(
    one => one.state === 'made' && (one.plan.pictures.withoutBrowser ?? one.plan.pictures.failed[0]),
  );
  if (failed.length > 0 || undrawn) return exitCodes.partial;
  const open = files.some(one =>
    one.state === 'made'
      ? one.plan.open.length > 0
      : one.state === 'unchanged' && one.standing.open.length > 0,
  );
  return open ? exitCodes.findings : exitCodes.clean;
};

const failuresOf = ({ failures }: Survey): readonly Regenerated[] =>
  failures.map(one => ({ state: 'failed', exitCode: exitCodes.usage, ...one }));

/** Whatever is wrong with one file does not keep the others from being made; what stops the disk stops all. */
const regenerate = async (
  options: RegenOptions,
  root: string,
  survey: Survey,
  doors: Doors,
): Promise<readonly Regenerated[]> => {
  const { openWorkshop } = await import('./workshop.ts');
  const { writesOf } = await import('./publish.ts');
  const means = meansOf(root);
  const workshop = openWorkshop(root, means, options.browser, doors);
  const first = settingsFrom(root, options);
  const results: Regenerated[] = [];
  try {
    for (const source of survey.sources) {
      const { name } = source;
      await hearSignals();
      try {
        const standing = await standingOf(root, source, means);
        if (standing !== null) {
          results.push({ state: 'unchanged', name, standing });
          continue;
        }
        const { plan, glyphs } = await workshop.plan(source, first);
        await hearSignals();
        writeAll(root, writesOf(plan));
        results.push({ state: 'made', name, plan, glyphs });
      } catch (error) {
        if (!(error instanceof Problem) || error.issues.some(({ code }) => code === 'cannot-write'))
          throw error;
        results.push({ state: 'failed', name, issues: error.issues, exitCode: error.exitCode });
      }
      options.onFile?.(results.length, survey.sources.length, name);
    }
    return results;
  } finally {
    await workshop.close();
  }
};

/** What stands of all files, where nothing has to be written; null where anything has. */
const nothingToDo = async (root: string, { sources }: Survey): Promise<readonly Regenerated[] | null> => {
  if (hasOpenJournal(root)) return null;
  const means = meansOf(root);
  const results: Regenerated[] = [];
  for (const source of sources) {
    const standing = await standingOf(root, source, means);
    if (standing === null) return null;
    results.push({ state: 'unchanged', name: source.name, standing });
  }
  return results;
};

/**
 * Makes what is out of date: each file by itself, written as a whole before the next one is begun. Where nothing is,
 * nothing is touched: no lock, no browser.
 */
export const runRegen = async (options: RegenOptions): Promise<RegenResult> => {
  const root = rootOf(options.out);
  await teamsRules(root);
  const survey = surveyOf(root, options.paths);
  const doors = doorsOf(root, options.asking);
  const done =
    (await nothingToDo(root, survey)) ??
    (await withWriter(root, () => regenerate(options, root, surveyOf(root, options.paths), doors)));
  const files = [...done, ...failuresOf(survey)];
  return { root, files, bill: doors.bill(), exitCode: exitCodeOf(files) };
};
