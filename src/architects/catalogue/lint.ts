import type { Topic } from '../../model/catalogue.ts';
import { winningOptions } from './golden-tests.ts';
import { asIssue, type LintIssue, type LintRule } from './lint-issue.ts';
import { knownLeanings } from './lint-leanings.ts';
import { citedReasons, quotedPaths, shortReasons, soberWords, soundConditions } from './lint-sentences.ts';
import {
  completeRatings,
  distinctNames,
  downsides,
  enoughOptions,
  knownContainers,
  neededSkills,
  orderedRanges,
} from './lint-shape.ts';
import { freshFacts, resolvedSources, usedFacts } from './lint-sources.ts';
import type { PlaceOf } from './load-topics.ts';

const rules: readonly LintRule[] = [
  enoughOptions,
  distinctNames,
  downsides,
  completeRatings,
  orderedRanges,
  neededSkills,
  knownContainers,
  knownLeanings,
  soundConditions,
  citedReasons,
  quotedPaths,
  soberWords,
  shortReasons,
  resolvedSources,
  usedFacts,
  freshFacts,
  winningOptions,
];

/**
 * Holds topics to the rules of docs/catalogue.md. `today` is an ISO date, so that the same day gives the same
 * findings. With the `placeOf` of loadTopics each finding knows file, line and column. `among` is the catalogue
 * that the topics stand in, where they are only a part of it. Pure.
 */
export const lintTopics = (
  topics: readonly Topic[],
  today: string,
  placeOf: PlaceOf = () => undefined,
  among: readonly Topic[] = topics,
): readonly LintIssue[] =>
  topics.flatMap(topic =>
    rules.flatMap(rule => rule(topic, today, among)).map(flaw => asIssue(topic, flaw, placeOf)),
  );
