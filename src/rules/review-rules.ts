import { mentions } from '../design/lookups.ts';
import { groupsWithout } from '../design/reliability/single-points.ts';
import { sectionsOf } from '../design/sections.ts';
import type { Design } from '../stages/design.ts';
import { listed, quoted } from './decisions.ts';
import { type Breach, defect, type Rule, requirement, rule } from './rule.ts';

const said = (text: string): boolean => text.trim() !== '';

/** Components that run once, or whose copies share a zone, and without which the graph of components falls apart. */
const cutVertices = ({ analysis }: Design): readonly string[] => {
  const { components = [], connections = [] } = analysis.requirements.existing ?? {};
  return components
    .filter(({ replicas, zone }) => (replicas?.value ?? 1) === 1 || zone !== undefined)
    .map(({ id }) => id)
    .filter(id => groupsWithout(id, connections).length > 1);
};

const unnamed = (design: Design): Breach<'document'>[] => {
  const named = sectionsOf(design).reliability.single_points;
  return cutVertices(design)
    .filter(id => !named.some(({ part, takes }) => part === id && said(takes)))
    .map(id =>
      defect(
        requirement('existing.components'),
        `The document does not name ${id} as a single point of failure.`,
      ),
    );
};

/** Single points that the team has not said to live with. */
const openPoints = (design: Design): readonly string[] =>
  sectionsOf(design)
    .reliability.single_points.filter(
      ({ part }) => !design.analysis.requirements.assumptions.some(text => mentions(text, part)),
    )
    .map(({ part, copies }) => `${part} (${copies})`);

const nothingStandsAlone = rule({
  id: 'REV-001',
  says: 'No component of the existing system takes others with it when it, or its zone, fails.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => {
    const points = openPoints(design);
    return [
      ...unnamed(design),
      ...(points.length === 0
        ? []
        : [
            {
              about: 'system' as const,
              at: requirement('existing.components'),
              text: `Others stop or are cut off when one of these fails: ${listed(points)}.`,
              hint: 'Run copies in several zones and write it (replicas, without a zone), or say in assumptions of each by its id why it may stay.',
            },
          ]),
    ];
  },
});

/** A number in figures or in words, or how often. */
const counts =
  /\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|twice|dozens?|hundreds?|thousands?|every|each|daily|hourly|weekly|monthly|yearly)\b/iu;

const debtHasCost = rule({
  id: 'REV-002',
  says: 'What hurts in the existing system says what it costs, so that it can be ranked.',
  levels: { system: 'warning' },
  breaches: ({ analysis }) => {
    const vague = (analysis.requirements.existing?.pain_points ?? []).filter(text => !counts.test(text));
    return vague.length === 0
      ? []
      : [
          {
            about: 'system',
            at: requirement('existing.pain_points'),
            text: `Nobody can tell what it would be worth to mend: ${listed(vague.map(text => quoted(text.replace(/[.\s]+$/u, ''))))}.`,
            hint: 'Add to each pain point what it costs, with a number: hours a week, money a month, requests lost, minutes of waiting.',
          },
        ];
  },
});

const keeping = new Set(['database', 'object-store', 'stream', 'queue']);

/** Fewer cannot be told apart: add, write both, fill, read the new one, drop the old one. */
const fewestSteps = 3;

const migrationFaults = (design: Design): Breach<'document'>[] => {
  const { migration } = sectionsOf(design).operations;
  if (migration === null) return [];
  const { steps } = migration;
  const holds =
    steps.length >= fewestSteps &&
    new Set(steps).size === steps.length &&
    steps.every(said) &&
    /\bway back\b/iu.test(steps.at(-1) ?? '');
  return holds
    ? []
    : [defect(requirement('entities'), 'The change of a table is not cut into steps with a way back.')];
};

const changesInSteps = rule({
  id: 'REV-003',
  says: 'A system that keeps data is changed in steps that can each be released and taken back.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => {
    const stores = (design.analysis.requirements.existing?.components ?? []).filter(({ kind }) =>
      keeping.has(kind),
    );
    const { migration } = sectionsOf(design).operations;
    return [
      ...migrationFaults(design),
      ...(stores.length === 0 || migration !== null
        ? []
        : [
            {
              about: 'system' as const,
              at: requirement('entities'),
              text: `Data lies in ${listed(stores.map(({ id }) => id))} already, but no entity has fields that may change, so the steps of a move cannot be shown.`,
              hint: 'Write fields (name and type) for the entities that are kept there.',
            },
          ]),
    ];
  },
});

export const reviewRules: readonly Rule[] = [nothingStandsAlone, debtHasCost, changesInSteps];
