import type { Topic } from '../../model/catalogue.ts';
import { readText } from './interpolate.ts';
import { error, type LintRule, warning } from './lint-issue.ts';
import { sentencesOf } from './sentences.ts';

const factsOf = ({ options }: Topic) =>
  options.flatMap(option =>
    option.facts.map(fact => ({ ...fact, path: ['options', option.id, 'facts', fact.id] })),
  );

/** Each fact names a source of the topic, and each source is used by a fact. */
export const resolvedSources: LintRule = topic => {
  const facts = factsOf(topic);
  return [
    ...facts
      .filter(({ source }) => topic.sources[source] === undefined)
      .map(({ path, source }) =>
        error('unknown-source', [...path, 'source'], `there is no source ${source}`),
      ),
    ...Object.keys(topic.sources)
      .filter(id => !facts.some(({ source }) => source === id))
      .map(id => warning('unused-source', ['sources', id], 'no fact comes from it')),
  ];
};

/** Each fact is cited somewhere in the topic; what two options share is the same word for word. */
export const usedFacts: LintRule = topic => {
  const facts = factsOf(topic);
  const cited = new Set(sentencesOf(topic).flatMap(({ text }) => readText(text).marks));
  return [
    ...facts
      .filter(({ id }) => !cited.has(id))
      .map(({ path, id }) =>
        error('unused-fact', path, `no sentence cites [${id}]`, 'cite it at the end of a because'),
      ),
    ...facts
      .filter(fact => facts.some(other => other.id === fact.id && other.text !== fact.text))
      .map(({ path, id }) =>
        error('duplicate-fact', path, `two options have different facts under the id ${id}`),
      ),
  ];
};

/** Limits drift: a fact past its date wants to be read again. */
export const freshFacts: LintRule = (topic, today) =>
  factsOf(topic).flatMap(({ path, review_after, as_of }) => [
    ...(review_after < today
      ? [warning('stale-fact', [...path, 'review_after'], `was to be read again after ${review_after}`)]
      : []),
    ...(review_after <= as_of
      ? [error('fact-dates', [...path, 'review_after'], 'review_after must lie after as_of')]
      : []),
  ]);
