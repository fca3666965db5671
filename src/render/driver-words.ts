import type { Driver } from '../model/analysis.ts';
import type { Reason } from '../model/reason.ts';
import type { Requirements } from '../model/requirements.ts';
import { factPaths, factsOf } from '../weighing/facts.ts';
import { formatFact } from '../weighing/format-fact.ts';
import { quoted } from '../weighing/own-words.ts';

/** What a value that is computed from a section or from the load is called beside its number. */
const computed: Readonly<Record<string, string>> = {
  'load.peak': 'at peak',
  'load.tenfold': 'at ten times the peak',
  'load.average': 'on average',
  'data.writes': 'of writes at peak',
  'data.stored': 'stored',
  'messages.rate': 'of messages',
};

/** "a peak of 230/s" stands in the reasons where the driver itself has only users a day. */
const isQuoted = (texts: readonly string[], value: string): boolean =>
  texts.some(text =>
    text
      .split(/[\s,;:)]+/u)
      .join(' ')
      .includes(value.split(/[\s,;:)]+/u).join(' ')),
  );

/**
 * The numbers that reasons quote of a driver and that the driver's own measure lacks: "≈ 250 TB stored" of the
 * entities, "≈ 1,900/s at peak" of the users a day.
 */
export const quotedOf = (
  { id }: Driver,
  reasons: readonly Reason[],
  requirements: Requirements,
): readonly string[] => {
  const facts = factsOf(requirements);
  const texts = reasons
    .filter(({ cites }) => cites.some(one => one.kind === 'driver' && one.id === id))
    .map(({ text }) => text);
  return factPaths
    .filter(({ path, from }) => path !== id && path in computed && from.includes(id))
    .flatMap(({ path }) => {
      const fact = facts(path);
      const value = formatFact(path, fact);
      return fact.kind === 'number' && isQuoted(texts, value) ? [`${value} ${computed[path]}`] : [];
    });
};

const skillWords: Readonly<Record<string, (name: string) => string>> = {
  none: name => `no knowledge of ${name}`,
  learning: name => `${name}, which is being learned`,
  working: name => `a working knowledge of ${name}`,
  expert: name => `expertise in ${name}`,
};

const onCallWords: Readonly<Record<string, string>> = {
  none: 'nobody on call',
  'business-hours': 'nobody on call outside business hours',
  '24x7': 'somebody on call at all hours',
};

const fieldWords: Readonly<Record<string, (measure: string) => string>> = {
  'load.dau': measure => `${measure} users a day`,
  'load.rps': measure => `${measure} of requests`,
  'load.read_write': measure => `reads to writes of ${measure}`,
  'load.payload': measure => `${measure} a request`,
  'load.growth': measure => `a growth of ${measure}`,
  'load.peak_factor': measure => `a peak of ${measure} times the average`,
  'quality.availability': measure => `an availability of ${measure}`,
  'quality.latency_p50': measure => `half of the answers within ${measure}`,
  'quality.latency_p95': measure => `95 of 100 answers within ${measure}`,
  'quality.latency_p99': measure => `99 of 100 answers within ${measure}`,
  'quality.throughput': measure => `${measure} to sustain`,
  'quality.rpo': measure => `${measure} of data that may be lost`,
  'quality.rto': measure => `a recovery within ${measure}`,
  'quality.update_delay': measure => `reads that may be ${measure} old`,
  'team.size': measure => `a team of ${measure}`,
  'team.teams': measure => (measure === '1' ? 'one team' : `${measure} teams`),
  'team.on_call': measure => onCallWords[measure] ?? measure,
  'budget.monthly': measure => `${measure} a month`,
  'timeline.mvp': measure => `a first version in ${measure}`,
  'timeline.ga': measure => `general availability in ${measure}`,
};

/** A driver as a noun with its number: "99.9% availability", "a team of 5", "expertise in postgresql". */
const nounOf = ({ id, kind, text, measure }: Driver): string => {
  if (id.startsWith('team.skills.')) {
    const name = id.slice('team.skills.'.length);
    return skillWords[measure ?? '']?.(name) ?? `${name}: ${measure}`;
  }
  const words = measure === null ? undefined : fieldWords[id]?.(measure);
  if (words !== undefined) return words;
  if (kind === 'functional' || kind === 'scenario' || kind === 'constraint') return quoted(text);
  return measure ?? text;
};

/**
 * The driver in a sentence: what reasons quote of it, or else its own measure. Null for a section of the file of
 * which the reasons quote no number: that there are entities pulls nowhere.
 */
export const forceOf = (
  driver: Driver,
  reasons: readonly Reason[],
  requirements: Requirements,
): string | null => {
  const [number] = quotedOf(driver, reasons, requirements);
  if (sections.has(driver.id)) return number ?? null;
  return number === undefined ? nounOf(driver) : `${nounOf(driver)}, ${number}`;
};

const sections: ReadonlySet<string> = new Set(['functional', 'entities', 'flows', 'priorities']);
