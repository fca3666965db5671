import type { Requirements } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import { entitiesBehind, inboundOf } from './subscriptions.ts';

/** Requests a second that call an operation of the interface. */
export type CallRates = {
  readonly average: number;
  readonly peak: number;
  /** Of these the share that reads; null where the file does not say. */
  readonly reads: number | null;
  /** What comes by streams and events instead: messages a second on average, and the flows that bring them. */
  readonly streamed: { readonly rate: number; readonly flows: readonly string[] } | null;
};

/** Streams into the system that bring what no command stands for, such as telemetry; a single event is sent by a call. */
const telemetryOf = (requirements: Requirements): Requirements['flows'] =>
  inboundOf(requirements).filter(({ to, rate, kind }) => {
    const behind = entitiesBehind(requirements, to);
    return kind === 'stream' && rate !== undefined && behind.some(({ commands }) => commands.length === 0);
  });

/** How often commands come whose entity the file counts by the day. */
const commandRate = ({ entities }: Requirements): number =>
  entities.reduce(
    (sum, { count, commands }) => sum + (count?.dimension === 'rate' ? count.value * commands.length : 0),
    0,
  );

/**
 * The load of the file without what streams carry, which calls no operation: reads stay, and of the writes those that
 * commands make. Null where the file gives no load. Pure.
 */
export const callRatesOf = ({ analysis: { requirements, figures } }: Design): CallRates | null => {
  const peak = figures.find(({ id }) => id === 'peak-rate');
  const average = peak?.inputs.find(({ name }) => name === 'average');
  if (peak === undefined || average === undefined) return null;
  const reads = requirements.load?.read_write?.value ?? null;
  const all = { average: average.value, peak: peak.value, reads, streamed: null };
  const telemetry = telemetryOf(requirements);
  const rate = telemetry.reduce((sum, one) => sum + (one.rate?.value ?? 0), 0);
  if (rate <= 0 || average.value <= 0) return all;
  const reading = average.value * (reads ?? 0);
  const writing = Math.min(
    average.value - reading,
    Math.max(average.value - reading - rate, commandRate(requirements)),
  );
  const calls = reading + writing;
  if (calls <= 0) return all;
  return {
    average: calls,
    peak: calls * (peak.value / average.value),
    reads: reads === null ? null : reading / calls,
    streamed: {
      rate,
      flows: telemetry.map(one => `${one.from} to ${one.to} (${one.rate?.text})`),
    },
  };
};
