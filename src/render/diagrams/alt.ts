import type { ContainersView, Mark, SystemContextView, TradeOffView } from '../../model/diagram.ts';
import { plainLine } from './mermaid-text.ts';

/** What the picture shows, for those who do not see it. A screen reader cannot skim, so big views name less. */
const longest = 400;
/** How many things a list may name: one that matters most, and any other. */
const lengths = [
  [8, 8],
  [5, 5],
  [4, 4],
  [3, 3],
  [2, 2],
  [3, 1],
  [3, 0],
  [2, 0],
  [1, 0],
  [0, 0],
] as const;

/** The fullest telling that is short enough. */
export const fitting = (tell: (most: number, mostOfOthers: number) => string): string => {
  const tellings = lengths.map(([most, others]) => tell(most, others));
  return tellings.find(text => text.length <= longest) ?? cut(tellings.at(-1) ?? '');
};

const cut = (text: string): string => {
  const start = text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/u, '');
  const space = start.lastIndexOf(' ');
  return `${space > longest / 2 ? start.slice(0, space) : start}…`;
};

export const count = (amount: number, one: string, many = `${one}s`): string =>
  `${amount} ${amount === 1 ? one : many}`;

export const sentence = (text: string): string => (/[.!?…]$/u.test(text) ? text : `${text}.`);

/** "A, B, C and 4 more" */
export const list = (names: readonly string[], most: number): string => {
  const shown = names.slice(0, most).map(plainLine);
  const rest = names.length - shown.length;
  if (rest > 0) return shown.length === 0 ? String(rest) : `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
};

/** "5 arrows: A to B, B to C and 3 more." */
export const counted = (amount: string, names: readonly string[], most: number): string =>
  names.length === 0 || most === 0 ? ` ${amount}.` : ` ${amount}: ${list(names, most)}.`;

type Arrow = {
  readonly from: string;
  readonly to: string;
  readonly label?: string | undefined;
  readonly twoWay?: boolean | undefined;
};

const arrowNames = (arrows: readonly Arrow[], nameOf: (end: string) => string = end => end) =>
  arrows.map(
    ({ from, to, label, twoWay }) =>
      `${nameOf(from)} ${twoWay ? 'with' : 'to'} ${nameOf(to)}${label === undefined ? '' : ` (${label})`}`,
  );

export const systemContextAlt = ({ system, purpose, people, externals, flows }: SystemContextView): string =>
  fitting(most => {
    const outside = externals.map(({ name, criticality }) =>
      criticality ? `${name} (${criticality})` : name,
    );
    const who = people.map(({ name }) => name);
    return (
      sentence(`${plainLine(system)} among people and external systems: ${plainLine(purpose)}`) +
      counted(count(people.length, 'person', 'people'), who, most) +
      counted(count(externals.length, 'external system'), outside, most) +
      counted(count(flows.length, 'arrow'), arrowNames(flows), most)
    );
  });

export const containersAlt = ({ system, containers, edges, people, externals }: ContainersView): string =>
  fitting(most => {
    const names = new Map(containers.map(({ id, name }) => [id, name]));
    const inside = containers.map(({ name, technology }) =>
      technology === '' ? name : `${name} (${technology})`,
    );
    const around = [...people, ...externals].map(({ name }) => name);
    const asynchronous = edges.filter(edge => edge.asynchronous).length;
    const arrows = `${count(edges.length, 'arrow')}${asynchronous === 0 ? '' : ` (${asynchronous} asynchronous)`}`;
    return (
      `Inside ${plainLine(system)},${counted(count(containers.length, 'container'), inside, most)}` +
      (around.length === 0 ? '' : counted(`${around.length} outside`, around, most)) +
      counted(
        arrows,
        arrowNames(edges, end => names.get(end) ?? end),
        most,
      )
    );
  });

/** Which option stands how; the ratings themselves stand in the table of the record. */
export const tradeOffAlt = ({ question, criteria, options, verdict }: TradeOffView): string =>
  fitting((mostOfChosen, mostOfOthers) => {
    const strong = (option: TradeOffView['options'][number], wanted: readonly Mark[]): readonly string[] =>
      criteria.filter((_, at) => wanted.includes(option.marks[at] ?? '?')).map(({ name }) => name);
    const chosen = options
      .filter(({ standing }) => standing === 'chosen')
      .map(option => {
        const [good, bad] = [strong(option, ['++', '+']), strong(option, ['−', '−−'])];
        const parts = [
          ...(good.length > 0 && mostOfChosen > 0 ? [`good at ${list(good, mostOfChosen)}`] : []),
          ...(bad.length > 0 && mostOfChosen > 0 ? [`weak at ${list(bad, mostOfChosen)}`] : []),
        ];
        return ` Chosen (${verdict}): ${plainLine(option.name)}${parts.length > 0 ? `, ${parts.join(', ')}` : ''}.`;
      });
    const others = options
      .filter(({ standing }) => standing !== 'chosen')
      .map(({ name, standing }) => (standing === 'considered' ? name : `${name} (${standing})`));
    const rest = counted(count(others.length, 'other option'), others, mostOfOthers);
    return `${count(options.length, 'option')} rated on ${count(criteria.length, 'criterion', 'criteria')} for the question: ${sentence(plainLine(question))}${chosen.join('')}${others.length === 0 ? '' : rest}`;
  });
