import { rootOf } from '../io/repository.ts';
import type { Settings } from '../model/changes.ts';
import { type ExitCode, exitCodes, type Issue, Problem } from '../model/problem.ts';
import { slugOf } from '../records/slug.ts';
import { type AskingTerms, doorsOf } from './asking-doors.ts';
import { chooseThinking, type Wanted } from './choose-thinker.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { locksOf, readFile } from './make.ts';
import { teamsRules } from './means.ts';
import { meansOf } from './means-of.ts';
import { surveyOf } from './survey.ts';

export type PlanOptions = {
  readonly paths: readonly string[];
  readonly out: string;
  readonly wanted: Wanted;
  readonly asking: AskingTerms;
};

/** What one requirements file would take. */
export type Planned =
  | {
      readonly name: string;
      readonly thinking: Settings['thinking'];
      readonly forecast: Forecast | null;
    }
  | { readonly name: string; readonly issues: readonly Issue[] };

export type PlanResult = { readonly files: readonly Planned[]; readonly exitCode: ExitCode };

/** What would be asked, and what it would cost. Asks nothing and writes nothing. */
export const runPlan = async ({ paths, out, wanted, asking }: PlanOptions): Promise<PlanResult> => {
  const root = rootOf(out);
  await teamsRules(root);
  const { sources, failures } = surveyOf(root, paths);
  const means = meansOf(root);
  const files: Planned[] = failures.map(({ name, issues }) => ({ name, issues }));
  for (const { file, name } of sources) {
    try {
      const { requirements } = readFile(file, name);
      const before = locksOf(root, slugOf(requirements.system)).find(({ made }) => made !== undefined)?.made;
      const own = await means(before?.settings.templates ?? null);
      const thinking = chooseThinking(root, own, wanted, before, asking.env);
      const forecast =
        thinking === undefined
          ? null
          : await forecastOf(root, own, thinking, requirements, doorsOf(root, asking));
      files.push({ name, thinking, forecast });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      files.push({ name, issues: error.issues });
    }
  }
  const broken = files.some(one => 'issues' in one);
  return { files, exitCode: broken ? exitCodes.usage : exitCodes.clean };
};
