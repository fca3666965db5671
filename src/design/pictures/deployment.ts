import type { DeploymentPicture } from '../../model/diagram-views.ts';
import type { Requirements } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import { formatFigure } from '../../weighing/format-figure.ts';
import { codeOwners } from '../containers.ts';
import { listed } from '../labels.ts';
import type { FlowView } from './main-flow.ts';

type Node = DeploymentPicture['nodes'][number];
type Frame = DeploymentPicture['frames'][number];

/** What one zone is designed for: the facts of the catalogue on compute and on resilience say it. */
const oneZone = 0.999;

/** How many machines an option of the catalogue stands on, as its summary says. */
const copiesOf: Readonly<Record<string, string>> = {
  'virtual-machine': 'one machine',
  'own-machines': 'two or more machines',
  mongodb: 'replica set of three',
  cockroachdb: 'three nodes',
  rabbitmq: 'three nodes',
};

const chosenIn = ({ decided }: Design, id: string) =>
  decided.find(({ decision }) => decision.id === id)?.chosen ?? null;

const existingZones = ({ existing }: Requirements): readonly string[] => [
  ...new Set((existing?.components ?? []).flatMap(({ zone }) => zone ?? [])),
];

const zonesNeeded = (design: Design): boolean =>
  chosenIn(design, 'resilience')?.id === 'zone-redundancy' ||
  (design.analysis.requirements.quality?.availability?.value ?? 0) > oneZone;

const framesOf = (design: Design, platform: string): readonly Frame[] => {
  if (!zonesNeeded(design)) return [{ id: 'f0', name: platform }];
  const named = existingZones(design.analysis.requirements);
  return [0, 1].map(place => ({
    id: `f${place}`,
    name: named[place] ?? (named.length === 0 ? `Zone ${place + 1}` : 'A second zone, not named'),
  }));
};

/** Where a part runs, as far as the chosen options say; in several frames where it has to survive one of them. */
const placesOf = (
  design: Design,
  { id, kind }: { readonly id: string; readonly kind: Node['kind'] },
  frames: readonly Frame[],
): readonly (string | null)[] => {
  const [first, second] = frames.map(frame => frame.id);
  const code = codeOwners(design.analysis.requirements, design.decided).some(({ part }) => part.id === id);
  const inFile = chosenIn(design, 'primary-store')?.id === 'sqlite';
  if (code) return frames.map(frame => frame.id);
  if (second === undefined) {
    const onPlatform = id.startsWith('compute.') || kind === 'worker' || (inFile && kind === 'database');
    return [onPlatform ? (first ?? null) : null];
  }
  if (id === 'primary-store.primary-store') return [first ?? null];
  return [id === 'primary-store.primary-store-standby' ? second : null];
};

/** What only builds or changes the system is no part of it while it runs. */
const runs = ({ id, kind }: { readonly id: string; readonly kind: Node['kind'] }): boolean =>
  !(id.startsWith('delivery.') && kind === 'worker');

const copiesText = (design: Design, id: string, code: boolean): string | null => {
  const compute = chosenIn(design, 'compute')?.id ?? '';
  if (code) return copiesOf[compute] ?? 'number of instances open';
  const decision = id.split('.')[0] ?? '';
  return id.endsWith('-standby') ? null : (copiesOf[chosenIn(design, decision)?.id ?? ''] ?? null);
};

const nodesOf = (design: Design, frames: readonly Frame[]) => {
  const parts = design.containers.containers.filter(runs);
  const code = new Set(codeOwners(design.analysis.requirements, design.decided).map(({ part }) => part.id));
  const platform = chosenIn(design, 'compute')?.name ?? '';
  const nodes = parts.flatMap(part =>
    placesOf(design, part, frames).map((frame, at) => ({
      of: part.id,
      id: at === 0 ? part.id : `${part.id}@${at}`,
      name: part.name,
      kind: part.kind,
      technology: [part.technology, ...(code.has(part.id) && frames.length > 1 ? [platform] : [])]
        .filter(text => text !== '')
        .join('; '),
      copies: part.id.startsWith('compute.') ? null : copiesText(design, part.id, code.has(part.id)),
      frame,
    })),
  );
  const workers = nodes.filter(({ kind }) => kind === 'worker');
  const [worker] = workers;
  if (worker === undefined || workers.length < 2) return nodes;
  return [
    ...nodes.filter(node => !workers.includes(node)),
    ...workers.map(node => ({
      ...node,
      id: worker.id,
      name: `${workers.length} workers`,
      technology: workers.map(({ name }) => name).join(', '),
    })),
  ];
};

const linksOf = (design: Design, nodes: ReturnType<typeof nodesOf>): DeploymentPicture['links'] => {
  const externals = new Set(design.context.externals.map(({ name }) => name));
  const ends = (end: string): readonly string[] =>
    externals.has(end) ? [end] : [...new Set(nodes.filter(({ of }) => of === end).map(({ id }) => id))];
  const pairs = design.containers.edges.flatMap(({ from, to, twoWay }) =>
    ends(from).flatMap(one =>
      ends(to).flatMap(other => (one === other ? [] : [{ from: one, to: other, twoWay }])),
    ),
  );
  const first = pairs.filter(
    (pair, at) =>
      pairs.findIndex(
        one =>
          (one.from === pair.from && one.to === pair.to) || (one.from === pair.to && one.to === pair.from),
      ) === at,
  );
  return first.map(({ from, to, twoWay }) => ({
    from,
    to,
    both: twoWay === true || pairs.some(one => one.from === to && one.to === from),
  }));
};

/** More boxes than this and arrows between all of them cover the picture; the containers show who talks to whom. */
const mostLinked = 9;

/** In a crowd only what passes the gateway of the platform and what stays within the frames. */
const shownLinks = (
  links: DeploymentPicture['links'],
  nodes: readonly Pick<Node, 'id' | 'frame'>[],
): DeploymentPicture['links'] => {
  const framed = new Set(nodes.filter(({ frame }) => frame !== null).map(({ id }) => id));
  return links.filter(({ from, to }) => framed.has(to) && (framed.has(from) || from.startsWith('compute.')));
};

const zoneText = (design: Design, frames: readonly Frame[]): string[] => {
  const { quality } = design.analysis.requirements;
  if (frames.length < 2) return [];
  const why =
    chosenIn(design, 'resilience')?.id === 'zone-redundancy'
      ? 'the chosen means against failing parts is copies in several zones'
      : `${quality?.availability?.text} is more than the 99.9 % that one zone is designed for (fact of the catalogue on compute)`;
  return [`Two zones, since ${why}.`];
};

const instanceText = (design: Design): string => {
  const { figures } = design.analysis;
  const atOnce = figures.find(({ id }) => id === 'concurrency');
  const fixed = copiesOf[chosenIn(design, 'compute')?.id ?? ''];
  const load =
    atOnce === undefined
      ? ''
      : ` At peak ${formatFigure(atOnce.value, atOnce.unit)} are in the system at once.`;
  return fixed === undefined
    ? `How many instances is open.${load} The question for it: how many requests does one instance serve at once, measured?`
    : `The code runs on ${fixed}, as decided.${load}`;
};

const namesIn = (nodes: readonly Node[]): readonly string[] => [...new Set(nodes.map(({ name }) => name))];

/** Workers are code of the system too; that they run where the rest of it does, no decision says. */
const besideText = (design: Design, nodes: ReturnType<typeof nodesOf>): string[] => {
  const names = namesIn(nodes.filter(({ kind, frame }) => kind === 'worker' && frame !== null));
  const platform = chosenIn(design, 'compute')?.name ?? '';
  return names.length === 0
    ? []
    : [
        `${listed(names)} ${names.length === 1 ? 'runs' : 'run'} on the same platform as the code: ${platform}.`,
      ];
};

const unplacedText = (nodes: ReturnType<typeof nodesOf>): string[] => {
  const names = namesIn(nodes.filter(({ of, frame }) => frame === null && !of.startsWith('compute.')));
  return names.length === 0
    ? []
    : [
        `${listed(names)} ${names.length === 1 ? 'stands' : 'stand'} outside the frames: no decision says where.`,
      ];
};

/** Where the parts run, as the decision on compute has it; nothing is drawn while there is none. Pure. */
export const deploymentOf = (
  design: Design,
): { readonly picture: DeploymentPicture | null; readonly told: FlowView } => {
  const platform = chosenIn(design, 'compute')?.name;
  if (platform === undefined) {
    const gap = `No decision says where the code of ${design.analysis.requirements.system} runs, so no deployment is drawn. The question for it: on whose machines does it run, and who keeps them up to date?`;
    return { picture: null, told: { gap, text: '', assumptions: [] } };
  }
  const frames = framesOf(design, platform);
  const nodes = nodesOf(design, frames);
  const all = linksOf(design, nodes);
  const externals = design.context.externals.filter(({ name }) =>
    all.some(({ from, to }) => from === name || to === name),
  );
  const crowded = new Set(nodes.map(({ id }) => id)).size + externals.length > mostLinked;
  return {
    picture: {
      frames,
      nodes: [...new Map(nodes.map(({ of: _, ...node }) => [node.id, node])).values()],
      externals,
      links: crowded ? shownLinks(all, nodes) : all,
    },
    told: {
      gap: '',
      text: [`The code runs on: ${platform}.`, ...zoneText(design, frames), instanceText(design)].join(' '),
      assumptions: [...besideText(design, nodes), ...unplacedText(nodes)],
    },
  };
};
