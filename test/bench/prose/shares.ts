import { maskFor } from './masked.ts';
import { sentencesOf } from './sentences.ts';
import type { MadeSystem } from './systems.ts';

/** A sentence of some system's records, as it reads without that system's labels. */
export type Told = {
  readonly system: string;
  readonly topic: string;
  readonly under: string;
  readonly text: string;
  readonly masked: string;
};

/** Every sentence of all records. */
export const toldIn = (systems: readonly MadeSystem[], withCited = false): readonly Told[] =>
  systems.flatMap(({ name, requirements, records, optionNames }) => {
    const mask = maskFor(requirements);
    /** An option's name, and how it stands. */
    const isLabel = (text: string): boolean =>
      optionNames.has(text.replace(/ \((?:excluded|dominated by [^)]*(?:\([^)]*\))?[^)]*)\)$/u, ''));
    return records.flatMap(({ topic, markdown }) =>
      sentencesOf(markdown, isLabel, withCited).map(one => ({
        ...one,
        system: name,
        topic,
        masked: mask(one.text),
      })),
    );
  });

/** Whether a sentence stands in the records of another system as well, but for that system's labels. */
export const sharedWithOthers = (told: readonly Told[]): ((one: Told) => boolean) => {
  const systems = new Map<string, Set<string>>();
  for (const { masked, system } of told) systems.set(masked, (systems.get(masked) ?? new Set()).add(system));
  return ({ masked }) => (systems.get(masked)?.size ?? 0) > 1;
};

export type Share = { readonly of: string; readonly all: number; readonly shared: number };

/** Counts by some property of the sentences, in the order of the shared ones. */
export const sharesBy = (told: readonly Told[], property: (one: Told) => string): readonly Share[] => {
  const isShared = sharedWithOthers(told);
  const counts = new Map<string, { all: number; shared: number }>();
  for (const one of told) {
    const count = counts.get(property(one)) ?? { all: 0, shared: 0 };
    count.all += 1;
    count.shared += isShared(one) ? 1 : 0;
    counts.set(property(one), count);
  }
  return [...counts]
    .map(([of, count]) => ({ of, ...count }))
    .sort((a, b) => b.shared - a.shared || (a.of < b.of ? -1 : 1));
};

/** Share of sentences that another system's records have as well, 0 to 1. */
export const sharedShare = (told: readonly Told[]): number => {
  const isShared = sharedWithOthers(told);
  return told.length === 0 ? 0 : told.filter(isShared).length / told.length;
};
