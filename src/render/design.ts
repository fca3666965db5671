import type { Driver } from '../model/analysis.ts';
import type { Figure } from '../model/figure.ts';
import type { Finding } from '../model/finding.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { formatFigure, formatGiven } from '../weighing/format-figure.ts';
import { titleOf, triggersOf } from './record.ts';
import type { DesignView, PictureView } from './record-view.ts';

/** What the design document bears besides its content. */
export type DesignFrame = {
  readonly date: string;
  readonly context: PictureView;
  readonly containers: PictureView;
  /** Where the record of a decision lies, relative to the document. */
  readonly hrefs: ReadonlyMap<string, string>;
  readonly provenance: string;
};

const unsaid = '–';
const listed = (values: readonly string[] | undefined): string => (values ?? []).join(', ');

const figureView = ({
  name,
  value,
  unit,
  tenfold,
  formula,
  inputs,
}: Figure): DesignView['figures'][number] => ({
  name,
  value: formatFigure(value, unit),
  tenfold: tenfold === undefined ? unsaid : formatFigure(tenfold, unit),
  formula,
  inputs: inputs
    .map(
      input =>
        `${input.name} = ${formatGiven(input.value, input.unit)}${input.origin === 'given' ? '' : ` (${input.origin})`}`,
    )
    .join('; '),
});

const originOf = ({ functional }: Requirements, { id }: Driver): string => {
  const found = functional.find(one => one.id === id);
  return [
    found?.source === undefined ? [] : [`from ${found.source}`],
    found?.rationale === undefined ? [] : [found.rationale],
  ]
    .flat()
    .join('; ');
};

const priorityOf = ({ functional }: Requirements, { id, importance }: Driver): string =>
  functional.find(one => one.id === id)?.priority ??
  (['could', 'should', 'must'] as const)[importance - 1] ??
  unsaid;

const requirementRows = (design: Design, hrefs: DesignFrame['hrefs']): DesignView['requirements'] => {
  const { requirements, drivers } = design.analysis;
  return drivers.map(driver => ({
    id: driver.id,
    text: driver.text,
    measure: driver.measure ?? unsaid,
    priority: priorityOf(requirements, driver),
    origin: originOf(requirements, driver),
    answered: (design.traces.find(trace => trace.driver === driver.id)?.decisions ?? []).map(id => ({
      title: design.decided.find(({ decision }) => decision.id === id)?.decision.title ?? id,
      href: hrefs.get(id) ?? null,
    })),
  }));
};

const entityRows = ({ entities }: Requirements): DesignView['entities'] =>
  entities.map(({ name, owner, count, size, retention, classification, fields, references, commands }) => ({
    name,
    owner: owner ?? unsaid,
    count: count?.text ?? unsaid,
    size: size?.text ?? unsaid,
    retention: retention?.text ?? unsaid,
    classification: classification ?? 'internal',
    fields: Object.entries(fields ?? {})
      .map(([field, type]) => `${field} (${type})`)
      .join(', '),
    references: listed(references),
    commands: commands.map(command => `${command.name} → ${command.event}`).join(', '),
  }));

const existingRows = ({ existing }: Requirements): DesignView['existing'] =>
  (existing?.components ?? []).map(({ id, kind, replicas, availability, zone }) => ({
    id,
    kind,
    replicas: replicas?.text ?? '1',
    availability: availability?.text ?? unsaid,
    zone: zone ?? unsaid,
    calls: (existing?.connections ?? [])
      .filter(({ from }) => from === id)
      .map(
        one =>
          `${one.to}${one.protocol === undefined ? '' : ` (${one.protocol})`}${one.kind === 'async' ? ', without waiting' : ''}`,
      )
      .join('; '),
  }));

const shownAs = (value: number): string => value.toFixed(2);

const appendixOf = (decided: readonly Decided[]): DesignView['appendix'] =>
  decided.flatMap(one =>
    one.weighed.assessment === null
      ? []
      : [
          {
            title: titleOf(one),
            weights: `Weights: ${one.weighed.assessment.criteria.map(({ name, weight }) => `${name} ${Math.round(weight * 100)} %`).join(', ')}.`,
            rows: one.weighed.assessment.values.map(({ id, value, lo, hi }) => ({
              option: one.weighed.proposal.options.find(option => option.id === id)?.name ?? id,
              value: shownAs(value),
              range: lo === hi ? unsaid : `${shownAs(lo)} to ${shownAs(hi)}`,
            })),
          },
        ],
  );

const turnsText = (design: Design, turns: readonly string[]): string =>
  turns.length === 0
    ? 'no verdict'
    : turns
        .map(id => design.decided.find(({ decision }) => decision.id === id)?.decision.title ?? id)
        .join(', ');

/** The loads at which another option would win: what "plan for 10×" comes to. */
const loadLimits = (design: Design): string[] => {
  if (design.analysis.figures.every(({ id }) => id !== 'peak-rate')) {
    return ['The requirements give no load, so nothing is computed from it. The question stands below.'];
  }
  const told = design.decided.flatMap(decided => {
    const growing = decided.triggers.filter(
      ({ path, direction }) => path.startsWith('load.') && direction === 'above',
    );
    return triggersOf(decided, growing).map(text => `${decided.decision.title}: ${text}.`);
  });
  return told.length === 0
    ? ['No decision of this document turns as the load grows, at any threshold that the ratings know.']
    : ['What gives way as the load grows:', ...told];
};

const goalsOf = ({ scope, functional }: Requirements): string[] => [
  ...(scope?.in ?? []),
  ...functional.filter(({ priority }) => priority === 'must').map(({ text }) => text),
];

const summaryOf = (design: Design): string[] => {
  const { requirements, figures } = design.analysis;
  const peak = figures.find(({ id }) => id === 'peak-rate');
  const chosen = design.decided
    .filter(({ standing, chosen: option }) => standing.kind === 'record' && option !== null)
    .map(
      ({ decision, chosen: option, weighed }) =>
        `${decision.title.toLowerCase()} ${option?.name} (${weighed.assessment?.verdict})`,
    );
  return [
    `${requirements.system} is there for one purpose: ${requirements.purpose}`,
    ...(chosen.length === 0 ? [] : [`Proposed: ${chosen.join('; ')}.`]),
    ...(peak === undefined
      ? []
      : [
          `It is laid out for ${formatFigure(peak.value, peak.unit)} at peak; ten times that would be ${formatFigure(peak.tenfold ?? peak.value * 10, peak.unit)}.`,
        ]),
  ];
};

const decisionRows = (
  { decided }: Design,
  { hrefs }: DesignFrame,
): Pick<DesignView, 'decisions' | 'defaults'> => ({
  decisions: decided
    .filter(({ standing }) => standing.kind === 'record')
    .map(one => ({
      title: one.decision.title,
      href: hrefs.get(one.decision.id) ?? '',
      chosen: one.chosen?.name ?? 'undecided',
      verdict: one.weighed.assessment?.verdict ?? 'undecided',
      firmness: one.firmness.sentence,
    })),
  defaults: decided.flatMap(({ decision, chosen, standing }) =>
    standing.kind === 'default'
      ? [{ title: decision.title, chosen: chosen?.name ?? 'undecided', because: standing.because }]
      : [],
  ),
});

/** The view of the design document. Pure. */
export const designViewOf = (
  design: Design,
  findings: readonly Finding[],
  frame: DesignFrame,
): DesignView => {
  const { requirements, assumptions, figures, settled } = design.analysis;
  return {
    system: requirements.system,
    date: frame.date,
    purpose: requirements.purpose,
    summary: summaryOf(design),
    goals: goalsOf(requirements),
    non_goals: [
      ...(requirements.scope?.out ?? []),
      ...requirements.functional.filter(({ priority }) => priority === 'wont').map(({ text }) => text),
    ],
    pain_points: [...(requirements.existing?.pain_points ?? [])],
    people: requirements.stakeholders.map(({ role, concerns }) => ({
      name: role,
      text: listed(concerns) || unsaid,
    })),
    glossary: Object.entries(requirements.glossary ?? {}).map(([name, text]) => ({ name, text })),
    requirements: requirementRows(design, frame.hrefs),
    context: frame.context,
    containers: frame.containers,
    parts: design.containers.containers.map(({ name, technology, responsibility }) => ({
      name,
      technology: technology || unsaid,
      responsibility,
    })),
    externals: requirements.external_systems.map(({ name, criticality, availability, protocol }) => ({
      name,
      criticality: criticality ?? unsaid,
      availability: availability?.text ?? unsaid,
      protocol: protocol ?? unsaid,
    })),
    entities: entityRows(requirements),
    existing: existingRows(requirements),
    figures: figures.map(figureView),
    capacity: loadLimits(design),
    ...decisionRows(design, frame),
    settled: settled.map(({ title, answer, record }) => ({ title, answer, record: record ?? '' })),
    findings: findings.map(({ rule, level, text, hint }) => ({ rule, level, text, hint: hint ?? '' })),
    assumptions: assumptions.map(({ text }) => text),
    questions: design.questions.map(({ question, answer, turns }) => ({
      question,
      answer,
      turns: turnsText(design, turns),
    })),
    appendix: appendixOf(design.decided),
    provenance: frame.provenance,
  };
};
