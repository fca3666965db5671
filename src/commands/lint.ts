import { packageVersion } from '../io/package-files.ts';
import { rootOf } from '../io/repository.ts';
import { today } from '../io/today.ts';
import { withWriter } from '../io/write-changes.ts';
import type { Configuration } from '../model/configuration.ts';
import type { LintFinding, LintFix, LintResult } from '../model/lint.ts';
import { Problem } from '../model/problem.ts';
import { configured, idleWaivers } from '../rules/configured.ts';
import { doorsOf, offline } from './asking-doors.ts';
import { configurationOf, everyRule, waiverRules } from './configuration.ts';
import { fixMarkdown } from './lint-fix.ts';
import { lintMarkdown, type MarkdownFinding } from './lint-markdown.ts';
import { lintRequirements } from './lint-requirements.ts';
import { type LintTargets, lintTargetsOf } from './lint-targets.ts';
import { readMeans } from './means.ts';
import type { Failure } from './survey.ts';
import { openThinker } from './thinker.ts';

export type LintOptions = {
  /** Requirements files, Markdown files, and folders; none stands for all that the repository keeps. */
  readonly paths: readonly string[];
  /** Mend what can be mended without losing a word. */
  readonly fix: boolean;
};

type Found = { readonly findings: readonly LintFinding[]; readonly failures: readonly Failure[] };

/** Thinks about every requirements file; one that cannot be read does not keep the others from it. */
const lintAllRequirements = async (
  root: string,
  { requirements }: LintTargets,
  day: string,
): Promise<Found> => {
  if (requirements.length === 0) return { findings: [], failures: [] };
  const { architect } = await openThinker(root, await readMeans(root), undefined, doorsOf(root, offline));
  const findings: LintFinding[] = [];
  const failures: Failure[] = [];
  for (const target of requirements) {
    try {
      findings.push(...(await lintRequirements(target, architect, day)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failures.push({ name: target.name, issues: error.issues });
    }
  }
  return { findings, failures };
};

const namesOf = ({ place, about }: LintFinding): readonly string[] =>
  about === undefined ? [place.file] : [place.file, about];

/** Waivers that do nothing any more; of those that speak of files that were not looked at nothing is known. */
const ofWaivers = (
  configuration: Configuration,
  used: ReadonlySet<number>,
  day: string,
  isLookedAt: (at: string) => boolean,
): readonly LintFinding[] =>
  idleWaivers(configuration, used, day).flatMap(({ waiver, expired }): LintFinding[] => {
    if (!expired && !isLookedAt(waiver.at)) return [];
    const { id } = expired ? waiverRules.expired : waiverRules.unused;
    const what = `The waiver of ${waiver.rule} at ${waiver.at}`;
    const text = expired ? `${what} held until ${waiver.until}.` : `${what} waives nothing.`;
    const hint = expired
      ? 'Mend what it waived, or agree on another day.'
      : 'Take it out, or correct what stands under at.';
    return [{ rule: id, level: expired ? 'error' : 'warning', place: waiver.place, text, hint }];
  });

const byPlace = (a: LintFinding, b: LintFinding): number => {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  const line = (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0);
  return line || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
};

/** Holds requirements files and Markdown records against the rules, as the configuration of the team has them. */
export const runLint = async ({ paths, fix }: LintOptions): Promise<LintResult> => {
  // As for the other commands, which write to docs where nothing else is said.
  const root = rootOf('docs');
  const day = today(process.env, new Date());
  const { name, configuration } = configurationOf(root);
  const targets = lintTargetsOf(root, paths);
  const thought = await lintAllRequirements(root, targets, day);
  const asConfigured = <F extends LintFinding>(findings: readonly F[]) =>
    configured(findings, configuration, namesOf, day);

  const fixAll = async (): Promise<readonly LintFix[]> => {
    const first = lintMarkdown(root, targets);
    return fixMarkdown(root, first, asConfigured<MarkdownFinding>(first.findings).findings);
  };
  const fixed = fix ? await withWriter(root, fixAll) : [];
  const read = lintMarkdown(root, targets);
  const { findings, used } = asConfigured<LintFinding>([
    ...thought.findings,
    ...read.findings.map(({ edit: _, ...finding }) => finding),
  ]);

  const names = [...targets.requirements, ...targets.markdown].map(target => target.name);
  const isLookedAt = (at: string): boolean =>
    paths.length === 0 || names.some(one => one === at || one.startsWith(at));
  const waivers = configured(ofWaivers(configuration, used, day, isLookedAt), configuration, () => [], day);
  const all = [...findings, ...waivers.findings].sort(byPlace);
  const failures = [...targets.failures, ...thought.failures, ...read.failures].map(failure => ({
    file: failure.name,
    issues: failure.issues,
  }));
  const counted = all.some(({ level, waived }) => level === 'error' && waived === undefined);
  const says = everyRule();
  return {
    ...{ root, fixed, failures, findings: all },
    version: packageVersion(),
    configuration: name,
    checked: {
      requirements: targets.requirements.length,
      records: read.documents.filter(({ record }) => record !== null).length,
      documents: read.documents.filter(({ record }) => record === null).length,
    },
    rules: [...new Set(all.map(({ rule }) => rule))].sort().map(id => ({ id, says: says.get(id) ?? '' })),
    exitCode: failures.length > 0 ? 2 : counted ? 1 : 0,
  };
};
