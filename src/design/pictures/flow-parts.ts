import type { LaneKind } from '../../model/diagram-views.ts';
import type { Design } from '../../stages/design.ts';
import { codeOwners } from '../containers.ts';
import { eventLogOf, storeOf } from '../store.ts';

/** A part as a lane of a sequence. */
export type Lane = { readonly id: string; readonly name: string; readonly kind: LaneKind };

/** What a command can meet on its way, as it was decided; null where nothing of the kind was. */
export type FlowParts = {
  /** The code that acts for an owner, an entity or the system. */
  readonly codeOf: (name: string) => Lane;
  readonly store: Lane;
  /** What texts call the store. */
  readonly storeName: string;
  /** What stands in when the store fails, in the words of the option. */
  readonly standIn: string | null;
  /** Takes accepted commands and carries them out. */
  readonly queue: Lane | null;
  /** Keeps answers for the time in which a dependency is away. */
  readonly lastAnswers: Lane | null;
  /** Takes recorded events and hands them on. */
  readonly channel: Lane | null;
};

type Part = { readonly id: string; readonly name: string; readonly technology?: string | undefined };

const partsIn = ({ decided }: Design) => decided.flatMap(({ chosen }) => chosen?.design.containers ?? []);

const titled = ({ name, technology }: Part): string =>
  technology === undefined || technology === '' ? name : `${name}, ${technology}`;

const lane = (id: string, name: string, kind: LaneKind): Lane => ({ id, name, kind });

const both = (id: string, parts: readonly (Part | undefined)[], kind: LaneKind): Lane | null => {
  const names = parts.flatMap(part => part?.name ?? []);
  return names.length === 0 ? null : lane(id, names.join(', '), kind);
};

const storeOfFlow = (design: Design): { readonly store: Lane; readonly storeName: string } => {
  const log = eventLogOf(design);
  const parts = partsIn(design);
  const chosen = parts.find(({ id }) => id === (log === 'event-sourcing' ? 'event-store' : 'primary-store'));
  const name = chosen === undefined ? (storeOf(design).name ?? 'Store, not chosen yet') : titled(chosen);
  return {
    store: lane('store', name, 'store'),
    storeName: chosen?.name ?? storeOf(design).name ?? 'the store',
  };
};

/** What the primary store hands its changes to while it works. */
const standInOf = (design: Design): string | null => {
  const chosen = design.decided.find(({ decision }) => decision.id === 'primary-store')?.chosen;
  const parts = chosen?.design.containers ?? [];
  const [copy] = (chosen?.design.edges ?? [])
    .filter(({ from }) => from === 'primary-store')
    .flatMap(({ to }) => parts.find(({ id }) => id === to) ?? []);
  const found = copy ?? parts.find(({ id }) => id === 'primary-store');
  return found === undefined ? null : `${found.name}: ${found.responsibility}`;
};

const channelOf = (design: Design): Lane | null => {
  const parts = partsIn(design);
  const part = (id: string) => parts.find(one => one.id === id);
  const broker = parts.find(({ kind, id }) => ['queue', 'stream'].includes(kind) && id !== 'work-queue');
  switch (eventLogOf(design)) {
    case 'change-data-capture':
      return both('channel', [part('change-capture'), broker], 'queue');
    case 'event-sourcing':
      return both('channel', [part('projector'), broker], 'queue');
    case 'in-process':
      return null;
    default:
      return both('channel', [part('outbox-relay'), broker], 'queue');
  }
};

/** The parts that a command meets, found among those of the chosen options. Pure. */
export const flowPartsOf = (design: Design): FlowParts => {
  const { requirements } = design.analysis;
  const code = codeOwners(requirements, design.decided);
  const parts = partsIn(design);
  const part = (id: string) => parts.find(one => one.id === id);
  const lastAnswers = part('last-answers');
  const [first] = code;
  return {
    codeOf: name => {
      const owner = requirements.entities.find(entity => entity.name === name)?.owner ?? name;
      const found = code.find(one => one.owner === owner) ?? (code.length === 1 ? first : undefined);
      return found === undefined
        ? lane(`code.${owner}`, owner, 'part')
        : lane(found.part.id, found.part.name, 'part');
    },
    ...storeOfFlow(design),
    standIn: standInOf(design),
    queue: both('queue', [part('work-queue'), part('work-worker')], 'queue'),
    lastAnswers: lastAnswers === undefined ? null : lane('last', lastAnswers.name, 'store'),
    channel: channelOf(design),
  };
};
