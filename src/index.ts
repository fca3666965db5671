/**
 * adrgen from code: requirements in, the design that the documents are made from out. Reads the package's own
 * catalogue, touches nothing else, and asks no one.
 *
 * ```ts
 * import { readRequirements, embeddedArchitect, think } from 'adrgen';
 *
 * const { requirements } = readRequirements(await readFile('requirements.yaml'), 'requirements.yaml');
 * const design = await think(embeddedArchitect(), requirements);
 * for (const { decision, chosen, weighed } of design.decided)
 *   console.log(decision.title, chosen?.name, weighed.assessment?.verdict);
 * ```
 */
import { catalogueArchitect } from './architects/catalogue/architect.ts';
import { loadTopics } from './architects/catalogue/load-topics.ts';
import { readCatalogue } from './io/package-files.ts';
import { Problem } from './model/problem.ts';
import type { Architect } from './stages/architect.ts';

export type { LoadedTopics, TopicFile } from './architects/catalogue/load-topics.ts';
export { think } from './commands/think.ts';
export type { Analysis, DecisionToMake, Driver } from './model/analysis.ts';
export type { Topic } from './model/catalogue.ts';
export type { ExitCode, Issue, Place } from './model/problem.ts';
export type { Requirements } from './model/requirements.ts';
export { requirementsJsonSchema } from './requirements/json-schema.ts';
export type { ReadRequirements } from './requirements/read.ts';
export { readRequirements } from './requirements/read.ts';
export type { Architect } from './stages/architect.ts';
export type { Decided } from './stages/decide.ts';
export type { Design } from './stages/design.ts';
export { catalogueArchitect, loadTopics, Problem };

/**
 * The architect that `adrgen new` asks when there is no key: deterministic and offline, from the catalogue that
 * comes with the package. For topics of your own, give those of `loadTopics` to `catalogueArchitect`. Throws a
 * Problem when the installed catalogue cannot be read.
 */
export const embeddedArchitect = (): Architect => {
  const { topics, issues } = loadTopics(readCatalogue());
  if (issues.length > 0) throw new Problem(issues);
  return catalogueArchitect(topics);
};
export type { ReadRecord, RecordFormat, RecordLink, RecordStatus } from './model/record.ts';
