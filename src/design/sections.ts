import type { Design } from '../stages/design.ts';
import { dataOf } from './data/data.ts';
import { eventsOfDesign } from './events.ts';
import { interfacesOf } from './interfaces/interfaces.ts';
import { operationsOf } from './operations/running.ts';
import { reliabilityOf } from './reliability/reliability.ts';
import { securityOf } from './security/security.ts';
import { validationOf } from './validation/validation.ts';

/** Sections that follow from the design as a whole. */
export const sectionTitles = {
  data: 'Data',
  events: 'Commands and domain events',
  interfaces: 'Interfaces',
  reliability: 'Reliability',
  security: 'Security',
  operations: 'Operations',
  validation: 'Validation',
} as const;
export type SectionName = keyof typeof sectionTitles;

const makeSections = (design: Design) => ({
  data: dataOf(design),
  events: eventsOfDesign(design),
  interfaces: interfacesOf(design),
  reliability: reliabilityOf(design),
  security: securityOf(design),
  operations: operationsOf(design),
  // Links do not matter here: the document has them.
  validation: validationOf(design, { hrefs: new Map(), folder: '' }),
});
export type Sections = ReturnType<typeof makeSections>;

const made = new WeakMap<Design, Sections>();

/** The sections of a design, made once: rules and the document both look at them. Pure. */
export const sectionsOf = (design: Design): Sections => {
  const kept = made.get(design) ?? makeSections(design);
  made.set(design, kept);
  return kept;
};

/** What is missing or open, and where a link leads, is no use of a requirement. */
const noUse = /^(?:questions|untraced|unproven|url|read|title)$|(?:^|_)gap$|href$/;

const wordsOf = (value: unknown): string[] => {
  if (typeof value === 'string')
    return value.split(/[^\p{L}\p{N}\p{M}._-]+/u).map(word => word.replace(/[._-]+$/u, ''));
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => (noUse.test(key) ? [] : wordsOf(inner)));
};

const words = new WeakMap<Sections, ReadonlyMap<SectionName, ReadonlySet<string>>>();

const wordsIn = (sections: Sections): ReadonlyMap<SectionName, ReadonlySet<string>> => {
  const names = Object.keys(sectionTitles) as SectionName[];
  const kept = words.get(sections) ?? new Map(names.map(name => [name, new Set(wordsOf(sections[name]))]));
  words.set(sections, kept);
  return kept;
};

/** An id that no sentence holds by chance: `F1`, `quality.rpo`, `no-new-database`. */
const isUnmistakable = (id: string): boolean => /[\d._-]/.test(id);

/** The sections that use a requirement, which name it by its id beyond asking about it. Pure. */
export const sectionsUsing = (design: Design, id: string): readonly SectionName[] =>
  isUnmistakable(id)
    ? [...wordsIn(sectionsOf(design))].filter(([, said]) => said.has(id)).map(([name]) => name)
    : [];
