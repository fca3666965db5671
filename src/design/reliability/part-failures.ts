import type { ContainerPart } from '../../model/proposal.ts';
import type { Decided } from '../../stages/decide.ts';
import type { Design } from '../../stages/design.ts';
import { formatFigure } from '../../weighing/format-figure.ts';
import { awaitedSystems } from '../../weighing/reliability-figures.ts';
import { listed } from '../labels.ts';
import { ownersOf } from '../owners.ts';
import { eventLogOf, storeOf } from '../store.ts';
import { subscriptionsOf } from '../subscriptions.ts';
import type { FailureMode } from './failure-modes.ts';

const stateful: ReadonlySet<ContainerPart['kind']> = new Set([
  'database',
  'queue',
  'stream',
  'cache',
  'object-store',
]);

/** A part that keeps something, with the option that brings it and what takes over from it. */
type Kept = {
  readonly decided: Decided;
  readonly part: ContainerPart;
  readonly copies: readonly ContainerPart[];
};

/** Parts that keep something; one that only copies another stands in that one's row. */
export const keptParts = ({ decided }: Design): readonly Kept[] =>
  decided.flatMap(one => {
    const { containers, edges } = one.chosen?.design ?? { containers: [], edges: [] };
    const keeping = containers.filter(({ kind }) => stateful.has(kind));
    const copiesOf = ({ id }: ContainerPart): ContainerPart[] =>
      keeping.filter(other => edges.some(({ from, to }) => from === id && to === other.id));
    const copies = new Set(keeping.flatMap(copiesOf));
    return keeping
      .filter(part => !copies.has(part))
      .map(part => ({ decided: one, part, copies: copiesOf(part) }));
  });

const lowerFirst = (text: string): string => text.replace(/^\p{Lu}(?=\p{Ll})/u, first => first.toLowerCase());
const named = ({ analysis }: Design, text: string): string =>
  text.replaceAll('{system}', analysis.requirements.system);

const entityList = ({ analysis }: Design): string => {
  const names = analysis.requirements.entities.map(({ name }) => name);
  const commands = analysis.requirements.entities.reduce((sum, one) => sum + one.commands.length, 0);
  if (names.length === 0) return 'everything that is read or written';
  return `${commands === 0 ? '' : `${commands === 1 ? 'the command' : `all ${commands} commands`} and `}every read of ${listed(names)}`;
};

const peakOf = ({ analysis }: Design) => analysis.figures.find(({ id }) => id === 'peak-rate');

/** Reads at peak, which fall through to the store without a cache. */
const readsAtPeak = (design: Design): string | null => {
  const peak = peakOf(design);
  const reads = design.analysis.requirements.load?.read_write;
  return peak === undefined || reads === undefined
    ? null
    : `${formatFigure(peak.value * reads.value, peak.unit)} at peak (peak load · share of reads)`;
};

/** Those who wait for events, each with how long they may. */
const hearers = ({ analysis }: Design): string[] => [
  ...new Set(
    subscriptionsOf(analysis.requirements).map(({ to, within }) =>
      within === null ? to : `${to} (within ${within})`,
    ),
  ),
];

const isTruth = ({ decided, part }: Kept): boolean =>
  decided.decision.id === 'primary-store' || part.id === 'event-store';
const carriesEvents = ({ decided, part }: Kept): boolean =>
  decided.decision.id !== 'resilience' && (part.kind === 'queue' || part.kind === 'stream');
const answersReads = ({ decided }: Kept): boolean => decided.decision.id === 'caching';

/** A copy that is needed after something else is lost: when it alone is away, nothing stops. */
const waitsForDisaster = ({ decided }: Kept): boolean => decided.decision.id === 'disaster-recovery';

const putsOff = ({ decided, part }: Kept): boolean =>
  decided.decision.id === 'resilience' && part.kind === 'queue';

const stopsText = (design: Design, kept: Kept): string => {
  if (isTruth(kept)) {
    const peak = peakOf(design);
    return `${entityList(design)}${peak === undefined ? '' : `, ${formatFigure(peak.value, peak.unit)} at peak`}`;
  }
  if (carriesEvents(kept)) {
    const waiting = hearers(design);
    return waiting.length === 0 ? 'nobody: no flow carries events' : `no event reaches ${listed(waiting)}`;
  }
  const reads = readsAtPeak(design);
  if (answersReads(kept) && reads !== null)
    return `up to ${reads} go to ${storeOf(design).name ?? 'the store'} instead`;
  const awaited = [...new Set(awaitedSystems(design.analysis.requirements).map(({ to }) => to))];
  if (putsOff(kept))
    return `no command can be put off${awaited.length === 0 ? '' : `, so that users feel each outage of ${listed(awaited)}`}`;
  if (kept.decided.decision.id === 'authentication') return 'nobody can be signed in';
  if (waitsForDisaster(kept))
    return `nothing at once; from then on the loss of ${storeOf(design).name ?? 'the store'} cannot be mended by it`;
  return `what it is for: ${lowerFirst(named(design, kept.part.responsibility))}`;
};

const containedText = (design: Design, kept: Kept): string => {
  const { decided, copies } = kept;
  const taking = copies.map(copy => `${copy.name}: ${lowerFirst(named(design, copy.responsibility))}`);
  if (taking.length > 0) return taking.join('; ');
  if (carriesEvents(kept) && eventLogOf(design) === 'outbox')
    return 'what is not yet passed on waits in the outbox';
  if (carriesEvents(kept) && eventLogOf(design) === 'change-data-capture')
    return `what is not yet read waits in the database log of ${storeOf(design).name ?? 'the store'}, as long as that keeps it`;
  if (answersReads(kept))
    return `filled again from ${storeOf(design).name ?? 'the store'}, which stays the only truth`;
  return isTruth(kept) && decided.chosen !== null
    ? `by the store itself: ${decided.chosen.summary}`
    : 'no part of the design copies it';
};

/** The shortest delay that somebody who waits for events tolerates. */
const shortestDelay = ({ analysis }: Design): string | null => {
  const delays = analysis.requirements.flows
    .filter(({ kind }) => kind === 'event' || kind === 'stream')
    .flatMap(({ delay }) => delay ?? [])
    .toSorted((a, b) => a.value - b.value);
  return delays[0]?.text ?? null;
};

const noticedText = (design: Design, kept: Kept): string => {
  const { rpo } = design.analysis.requirements.quality ?? {};
  const [copy] = kept.copies;
  if (isTruth(kept) && copy !== undefined && rpo !== undefined)
    return rpo.value === 0
      ? `a commit that ${copy.name} has not confirmed; none may be lost`
      : `${copy.name} more than ${rpo.text} behind, which is what may be lost`;
  if (waitsForDisaster(kept))
    return rpo === undefined || rpo.value === 0
      ? 'the newest data in it is older than at the last look'
      : `the newest data in it is older than ${rpo.text}, which is what may be lost`;
  const shortest = shortestDelay(design);
  if (carriesEvents(kept) && shortest !== null)
    return `the oldest event that waits is over ${shortest} old, the shortest delay that is tolerated`;
  if (answersReads(kept)) return `reads of ${storeOf(design).name ?? 'the store'} rise towards the peak`;
  if (putsOff(kept)) return 'commands that cannot be accepted, and the age of the oldest one in it';
  return kept.decided.decision.id === 'authentication'
    ? 'sign-ins that fail'
    : `calls to ${kept.part.name} that fail`;
};

const partText = (design: Design, { part }: Kept): string => {
  const owners = part.each === 'owner' ? ownersOf(design.analysis.requirements) : [];
  const name = named(design, part.name);
  const technology = part.technology === undefined ? '' : ` (${part.technology})`;
  return `${name}${technology}${owners.length < 2 ? '' : `, one for each of ${listed(owners)}`}`;
};

const settledStore = (design: Design): FailureMode[] => {
  const { name } = storeOf(design);
  return name === null || design.decided.some(({ decision }) => decision.id === 'primary-store')
    ? []
    : [
        {
          part: name,
          stops: entityList(design),
          contained: 'settled before; the file does not say what takes over',
          noticed: `calls to ${name} that fail`,
        },
      ];
};

/** One row for each part that keeps something, as the chosen options bring it. Pure. */
export const partFailures = (design: Design): readonly FailureMode[] => [
  ...settledStore(design),
  ...keptParts(design)
    .toSorted((a, b) => Number(isTruth(b)) - Number(isTruth(a)))
    .map(kept => ({
      part: partText(design, kept),
      stops: stopsText(design, kept),
      contained: containedText(design, kept),
      noticed: noticedText(design, kept),
    })),
];
