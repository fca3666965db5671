import { sectionsOf } from '../design/sections.ts';
import { settledAnswer } from '../design/store.ts';
import { subscriptionsOf } from '../design/subscriptions.ts';
import type { Design } from '../stages/design.ts';
import { listed } from './decisions.ts';
import { type Breach, defect, type Rule, requirement, rule } from './rule.ts';

const said = (text: string): boolean => text.trim() !== '';

/** Qualities that are indicators as they stand. */
const measured = ['availability', 'latency_p50', 'latency_p95', 'latency_p99', 'error_rate'] as const;

const unmeasured = (design: Design): Breach<'document'>[] => {
  const { objectives } = sectionsOf(design).operations;
  const { quality } = design.analysis.requirements;
  return measured
    .map(name => ({ name, path: `quality.${name}` }))
    .filter(
      ({ name, path }) =>
        quality?.[name] !== undefined &&
        !objectives.some(({ from, measure }) => from === path && said(measure)),
    )
    .map(({ path }) => defect(requirement(path), `No indicator of the document measures ${path}.`));
};

const helpless = (design: Design): Breach<'document'>[] => {
  const { runbook } = sectionsOf(design).operations;
  const { external_systems } = design.analysis.requirements;
  return [
    ...external_systems
      .filter(({ name }) => !runbook.some(({ alert }) => alert.startsWith(`${name} (`)))
      .map(({ name }) => defect(requirement('external_systems'), `The runbook has no row for ${name}.`)),
    ...runbook
      .filter(({ fires, check, action }) => ![fires, check, action].every(said))
      .map(({ alert }) =>
        defect(requirement('system'), `The runbook does not say when ${alert} fires and what is done then.`),
      ),
  ];
};

const objectiveAndEar = ({ analysis }: Design): Breach<'system'>[] => {
  const { quality, team } = analysis.requirements;
  const missing = [
    ...(quality?.availability === undefined ? ['quality.availability'] : []),
    ...(team?.on_call === undefined ? ['team.on_call'] : []),
  ];
  const [first] = missing;
  if (first === undefined) return [];
  const gaps = [
    ...(quality?.availability === undefined
      ? ['promises no availability, so no alert can be computed from it']
      : []),
    ...(team?.on_call === undefined ? ['does not say who hears an alert'] : []),
  ];
  return [
    {
      about: 'system',
      at: requirement(first),
      text: `The file ${listed(gaps)}.`,
      hint: `Write ${listed(missing)}.`,
    },
  ];
};

const alertsHelp = rule({
  id: 'OPS-001',
  says: 'Each objective has an indicator, each alert a first action, and somebody hears it.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => [...unmeasured(design), ...helpless(design), ...objectiveAndEar(design)],
});

const waysAreFollowed = rule({
  id: 'OPS-002',
  says: 'Each sender of events stands in a trace, and what is secret is kept out of logs.',
  levels: { document: 'error' },
  breaches: design => {
    const { operations, data } = sectionsOf(design);
    const { requirements } = design.analysis;
    const senders = [...new Set(subscriptionsOf(requirements).map(({ from }) => from))];
    const secret = requirements.entities.filter(({ classification }) => classification === 'secret');
    return [
      ...senders
        .filter(from => !operations.traces.some(text => text.includes(from)))
        .map(from =>
          defect(requirement('flows'), `No trace of the document follows what ${from} tells others.`),
        ),
      ...secret
        .filter(
          ({ name }) => !data.entities.some(row => row.name === name && /\blogs\b/u.test(row.protection)),
        )
        .map(({ name }) =>
          defect(
            requirement('entities'),
            `The document does not keep ${name}, which is secret, out of logs.`,
          ),
        ),
    ];
  },
});

const partsAreCode = rule({
  id: 'OPS-003',
  says: 'Every part of the system stands in code, with the settings that matter here.',
  levels: { document: 'error' },
  breaches: design => {
    const { described } = sectionsOf(design).operations;
    return design.parts
      .filter(({ name }) => !described.some(({ part, settings }) => part.includes(name) && said(settings)))
      .map(({ name }) =>
        defect(requirement('system'), `The part ${name} does not stand among what is described in code.`),
      );
  },
});

/** Words with which a team says how it takes a release back. */
const takingBack =
  /\broll(?:s|ed|ing)?[ -]?back|\brevert|\btake[sn]? back|\bswitch(?:es|ed)? back|\b(?:previous|old|earlier) version|\bundo/iu;

const noWayBack = (design: Design): Breach<'system'>[] => {
  const settled = settledAnswer(design, 'delivery');
  if (settled !== undefined && takingBack.test(settled)) return [];
  const running = (design.analysis.requirements.existing?.components ?? []).length > 0;
  if (settled === undefined && !running) return [];
  return [
    {
      about: 'system',
      at: requirement('decided'),
      text:
        settled === undefined
          ? 'The system runs already, and nothing says how a release reaches its users and how it is taken back.'
          : `Releases are settled (“${settled}”), but not what takes one back, and when.`,
      hint: 'Say it in decided with the way back (such as a canary that is rolled back when over 1 % of requests fail), or ask it in decisions (id: delivery).',
    },
  ];
};

const releasesComeBack = rule({
  id: 'OPS-004',
  says: 'Each step of a release says when it goes on and when it goes back.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => {
    const { way, steps } = sectionsOf(design).operations.release;
    const halves = steps.filter(({ step, goes_on, goes_back }) => ![step, goes_on, goes_back].every(said));
    return [
      ...(said(way)
        ? []
        : [defect(requirement('system'), 'The document does not say how a release goes out.')]),
      ...halves.map(({ step }) =>
        defect(
          requirement('system'),
          `The release step “${step}” does not say when it goes on or when it goes back.`,
        ),
      ),
      ...(steps.length === 0 ? noWayBack(design) : []),
    ];
  },
});

export const operationsRules: readonly Rule[] = [alertsHelp, waysAreFollowed, partsAreCode, releasesComeBack];
