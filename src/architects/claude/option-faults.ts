import type { Topic } from '../../model/catalogue.ts';
import type { OptionsFromModel } from './answers/options.ts';
import { claimFaults, conditionFaults, type Faults, placed, repeatFaults, textFaults } from './faults.ts';
import { figuresOfText } from './figures.ts';
import type { Ground } from './ground.ts';
import type { Known } from './known.ts';

type Option = OptionsFromModel['options'][number];

const leanFaults = ({ leans_on }: Option, at: string, topics: readonly Topic[]): Faults =>
  placed(`${at}.leans_on`, leans_on).flatMap(({ at: place, value: { topic: id, any_of } }) => {
    const topic = topics.find(one => one.id === id);
    if (topic === undefined) return [`${place}.topic ${JSON.stringify(id)} is no topic of the catalogue`];
    return any_of
      .filter(option => !topic.options.some(one => one.id === option))
      .map(option => `${place}.any_of: the topic ${id} has no option ${JSON.stringify(option)}`);
  });

const claimsOf = (option: Option, at: string) => [
  ...placed(`${at}.good`, option.good),
  ...placed(`${at}.bad`, option.bad),
  ...placed(
    `${at}.gates`,
    option.gates.map(({ because }) => because),
  ),
  ...placed(
    `${at}.leans_on`,
    option.leans_on.map(({ because }) => because),
  ),
];

/** What schema and contract leave open of candidates: ids, conditions, citations, figures, the team's own options. */
export const optionFaults = (
  { options }: OptionsFromModel,
  known: Known,
  topics: readonly Topic[],
  ground: Ground,
  figures: ReadonlySet<string>,
): Faults => [
  ...(options.length < 2 && known.own.length < 2 ? ['a decision needs at least two options'] : []),
  ...repeatFaults(
    'options',
    options.map(({ id }) => id),
  ),
  ...known.own
    .filter(({ id, name }) => !options.some(option => option.id === id || option.name === name))
    .map(({ id, name }) => `the team's own option ${JSON.stringify(name)} (${id}) is missing`),
  ...options.flatMap(option => {
    const at = `options.${option.id}`;
    const conditions = option.gates.map(({ condition }) => condition);
    const own = new Set([...figures, ...conditions.flatMap(text => [...figuresOfText(text)])]);
    return [
      ...repeatFaults(
        `containers of ${option.id}`,
        option.containers.map(({ id }) => id),
      ),
      ...conditionFaults(placed(`${at}.gates`, conditions)),
      ...leanFaults(option, at, topics),
      ...claimFaults(claimsOf(option, at), ground, own),
      ...textFaults([{ at: `${at}.summary`, value: option.summary }], own),
    ];
  }),
];
