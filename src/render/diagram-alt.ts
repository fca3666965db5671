import type { ContainersView, Mark, SystemContextView, TradeOffView } from '../model/diagram.ts';
import { plainLine } from './mermaid-text.ts';

/** Longer texts are cut at a word: a screen reader cannot skim. */
const longest = 400;

const shorten = (text: string): string => {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).replace(/[\uD800-\uDBFF]$/u, '')}…`;
};

const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** "A, B, C and 4 more" */
const list = (names: readonly string[], most: number): string => {
  const shown = names.slice(0, Math.min(names.length, most)).map(plainLine);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
};

export const systemContextAlt = (view: SystemContextView): string => {
  const { people, externals, flows } = view;
  const users =
    people.length === 0
      ? ''
      : ` It is used by ${list(
          people.map(p => p.name),
          4,
        )}.`;
  const hard = externals.filter(external => external.criticality === 'hard');
  const outside =
    externals.length === 0
      ? ' No external system is shown.'
      : ` Around it ${some(externals.length, 'external system', 'external systems')}: ${list(
          externals.map(e => e.name),
          5,
        )}.`;
  const critical =
    hard.length === 0
      ? ''
      : ` Hard dependencies: ${list(
          hard.map(e => e.name),
          4,
        )}.`;
  return shorten(
    `System context: ${plainLine(view.system)}, ${plainLine(view.purpose)}.${users}${outside}${critical} ${some(flows.length, 'arrow', 'arrows')}.`,
  );
};

export const containersAlt = (view: ContainersView): string => {
  const { containers, edges, people, externals } = view;
  const names = containers.map(container => `${container.name} (${container.technology})`);
  const asynchronous = edges.filter(edge => edge.asynchronous).length;
  const outside = [
    ...(people.length > 0
      ? [
          list(
            people.map(p => p.name),
            3,
          ),
        ]
      : []),
    ...(externals.length > 0
      ? [
          list(
            externals.map(e => e.name),
            3,
          ),
        ]
      : []),
  ];
  const around = outside.length === 0 ? '' : ` Outside: ${outside.join('; ')}.`;
  const inside = containers.length === 0 ? '' : `: ${list(names, 6)}`;
  return shorten(
    `${plainLine(view.system)} consists of ${some(containers.length, 'container', 'containers')}${inside}.${around} ` +
      `${some(edges.length, 'arrow', 'arrows')}, ${asynchronous} of them asynchronous.`,
  );
};

const gains = new Set<Mark>(['++', '+']);
const losses = new Set<Mark>(['−', '−−']);

export const tradeOffAlt = (view: TradeOffView): string => {
  const most = view.options.length > 3 ? 2 : 3;
  const options = view.options.map(option => {
    const named = (wanted: ReadonlySet<Mark>) =>
      view.criteria.filter((_, at) => wanted.has(option.marks[at] ?? '?')).map(criterion => criterion.name);
    const gained = named(gains);
    const lost = named(losses);
    const parts = [
      ...(gained.length > 0 ? [`gains ${list(gained, most)}`] : []),
      ...(lost.length > 0 ? [`loses ${list(lost, most)}`] : []),
    ];
    const standing = option.standing === 'considered' ? '' : ` (${option.standing})`;
    return `${plainLine(option.name)}${standing}: ${parts.length > 0 ? parts.join(', ') : 'neither gains nor loses'}.`;
  });
  return shorten(
    `${plainLine(view.question)} ${options.join(' ')} ${view.verdict}: ${plainLine(view.closeness)}`,
  );
};
