import type { Topic, TopicOption, TopicRating } from '../../model/catalogue.ts';
import { criteria, dimensionsOfEveryDecision } from '../../model/criteria.ts';
import { error, type Flaw, type LintRule, warning } from './lint-issue.ts';
import { nearest } from './topic-issues.ts';

/** A choice of two is too often the favourite and its straw man. */
const leastOptions = 3;

/** At least three options, each under its own id. */
export const enoughOptions: LintRule = ({ options }) => {
  const ids = options.map(({ id }) => id);
  return [
    ...(options.length < leastOptions
      ? [
          error(
            'too-few-options',
            ['options'],
            `${options.length} options, a topic needs at least ${leastOptions}`,
          ),
        ]
      : []),
    ...repeated(ids).map(id => error('duplicate-option', ['options', id], `two options have the id ${id}`)),
  ];
};

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

/** A name or alias leads to one option only: a team's own option is recognised by it. */
export const distinctNames: LintRule = ({ options }) => {
  const names = options.flatMap(({ id, name, aliases }) =>
    [...new Set([id, name, ...aliases].map(one => one.toLowerCase()))].map(one => ({ id, one })),
  );
  return repeated(names.map(({ one }) => one)).map(one =>
    error(
      'ambiguous-name',
      ['options', names.findLast(name => name.one === one)?.id ?? ''],
      `"${one}" names two options`,
    ),
  );
};

const lowest = ({ base, range, when }: TopicRating): number =>
  Math.min(
    base ?? 4,
    range?.[0] ?? 4,
    ...when.map(({ rating }) => (typeof rating === 'number' ? rating : rating[0])),
  );

const hasDownside = ({ consequences, rate }: TopicOption): boolean =>
  consequences.bad.some(one => one.if === undefined) ||
  Object.values(rate).some(rating => lowest(rating) <= 1);

/** No option is free: a bad consequence that always holds, or a rating of 0 or 1. */
export const downsides: LintRule = ({ options }) =>
  options
    .filter(option => !hasDownside(option))
    .map(({ id }) =>
      error(
        'no-downside',
        ['options', id, 'consequences', 'bad'],
        'no bad consequence that always holds and no rating below 2',
      ),
    );

const rated = (topic: Topic): readonly string[] => [...dimensionsOfEveryDecision, ...topic.criteria];

/** Criteria are published names, and no option leaves one out or rates another. */
export const completeRatings: LintRule = topic => {
  const known = Object.keys(criteria);
  return [
    ...topic.criteria
      .filter(name => !known.includes(name))
      .map(name =>
        error('unknown-criterion', ['criteria'], `${name} is no criterion`, hint(nearest(name, known))),
      ),
    ...topic.options.flatMap(({ id, rate }) => [
      ...rated(topic)
        .filter(name => rate[name] === undefined)
        .map(name => error('not-rated', ['options', id, 'rate'], `${name} is not rated`)),
      ...Object.keys(rate)
        .filter(name => !rated(topic).includes(name))
        .map(name =>
          error(
            'unknown-criterion',
            ['options', id, 'rate', name],
            `${name} is none of the topic's criteria`,
            hint(nearest(name, rated(topic))),
          ),
        ),
    ]),
  ];
};

const hint = (near: string | undefined): string | undefined =>
  near === undefined ? undefined : `did you mean ${near}?`;

/** `[2, 3]`, not `[3, 2]`. */
export const orderedRanges: LintRule = ({ options }) =>
  options.flatMap(({ id, rate }) =>
    Object.entries(rate).flatMap(([criterion, { range, when }]): Flaw[] =>
      [range, ...when.map(({ rating }) => rating)].flatMap(one =>
        one !== undefined && typeof one !== 'number' && one[0] > one[1]
          ? [
              error(
                'range-order',
                ['options', id, 'rate', criterion],
                `[${one.join(', ')}] has its higher end first`,
              ),
            ]
          : [],
      ),
    ),
  );

/** Arrows join boxes of the same option, or the application. */
export const knownContainers: LintRule = ({ options }) =>
  options.flatMap(({ id, design }) => {
    const known = ['application', ...design.containers.map(container => container.id)];
    return design.edges.flatMap(({ from, to }, index) =>
      [from, to]
        .filter(end => !known.includes(end))
        .map(end =>
          error(
            'unknown-container',
            ['options', id, 'design', 'edges', index],
            `${end} is no container of this option`,
            hint(nearest(end, known)),
          ),
        ),
    );
  });

/** A skill that decides the team fit must be one that files can name. */
export const neededSkills: LintRule = ({ options }) =>
  options.flatMap(({ id, skills, rate }) =>
    skills.length > 0
      ? []
      : Object.entries(rate)
          .filter(([, { from }]) => from === 'skills')
          .map(([criterion]) =>
            warning(
              'no-skills',
              ['options', id, 'rate', criterion],
              'rated from skills, but the option lists none, so that it is always 4',
            ),
          ),
  );
