import type { dataOf } from '../design/data/data.ts';
import type { interfacesOf } from '../design/interfaces/interfaces.ts';
import { risksOf } from '../design/risks.ts';
import { sectionsOf } from '../design/sections.ts';
import { validationOf } from '../design/validation/validation.ts';
import type { Figure, FigureInput } from '../model/figure.ts';
import type { Finding } from '../model/finding.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import { formatFigure, formatGiven } from '../weighing/format-figure.ts';
import { triggersOf } from './record.ts';
import type { DesignView, PictureView } from './record-view.ts';
import { requirementRows } from './requirement-rows.ts';
import { isSmall } from './small-system.ts';
import { appendixOf } from './weighing-appendix.ts';

/** What the design document bears besides its content. */
export type DesignFrame = {
  readonly date: string;
  readonly context: PictureView | null;
  readonly containers: PictureView;
  readonly drawings: DesignView['drawings'];
  /** Where the record of a decision lies, relative to the document. */
  readonly hrefs: ReadonlyMap<string, string>;
  /** Where its pictures and files lie, relative to the document. */
  readonly folder: string;
  readonly provenance: string;
};

const unsaid = '–';
const listed = (values: readonly string[] | undefined): string => (values ?? []).join(', ');

/** Growth was converted from what the file says, so that its last digits are the conversion's. */
const isRounded = ({ origin, unit }: FigureInput): boolean => origin === 'derived' || unit === 'share/month';

const inputText = (input: FigureInput): string =>
  isRounded(input)
    ? `${input.name} ${formatFigure(input.value, input.unit)}`
    : `${input.name} = ${formatGiven(input.value, input.unit)}${input.origin === 'default' ? ' (assumed)' : ''}`;

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
  inputs: inputs.map(input => inputText(input)).join('; '),
});

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
    return triggersOf(design, decided, growing).map(
      ({ path, bound, today, ahead }) =>
        `${decided.decision.title}: ${path} ${bound} (today ${today}); ahead is then: ${ahead}.`,
    );
  });
  return told.length === 0
    ? ['No decision of this document turns as the load grows, at any threshold that the ratings know.']
    : ['What gives way as the load grows:', ...told];
};

/** What is asked first of a design: how much at once, how much in all, how many work on it at a time. */
const figuresAskedFirst = ['peak-rate', 'storage', 'concurrency', 'write-rate', 'stock-storage', 'instances'];
const mostFigures = 3;
const mostQuestions = 3;

/** The figures asked first; of several of a kind, such as the storage of each entity, the largest. */
const firstFigures = (figures: readonly Figure[], most = mostFigures): readonly Figure[] => {
  const largestOf = (kind: string): Figure[] =>
    figures
      .filter(({ id }) => id.replace(/:.*$/u, '') === kind)
      .toSorted((a, b) => b.value - a.value)
      .slice(0, 1);
  return figuresAskedFirst.flatMap(largestOf).slice(0, most);
};

/** Rules on what runs; those on how the file is written find gaps, and no risks. */
const isRisk = ({ rule, level }: DesignView['risks']['findings'][number]): boolean =>
  level === 'error' && /^(?:REL|CAP|SEC|COMBO|TEAM|TIME)-/u.test(rule);

const summaryOf = (
  { analysis, questions }: Design,
  { findings, rows }: DesignView['risks'],
): DesignView['summary'] => {
  const [row] = rows;
  return {
    figures: firstFigures(analysis.figures)
      .map(figureView)
      .map(({ name, value, tenfold }) => ({ name, value, tenfold })),
    risk:
      findings.find(isRisk)?.text ??
      (row === undefined ? null : `${row.risk} (${row.decision}: ${row.chosen})`),
    questions: questions
      .filter(({ answer }) => answer === null)
      .slice(0, mostQuestions)
      .map(({ question }) => question),
  };
};

const flowRows = ({ flows }: Requirements): DesignView['flows'] =>
  flows.map(({ from, to, kind, direction, rate, delay }) => ({
    from,
    to,
    kind: [kind ?? unsaid, ...(direction === 'two-way' ? ['both ways'] : [])].join(', '),
    rate: rate?.text ?? unsaid,
    delay: delay?.text ?? unsaid,
  }));

const scenarioRows = ({ quality_scenarios }: Requirements): DesignView['scenarios'] =>
  quality_scenarios.map(one => ({
    id: one.id,
    characteristic: one.characteristic ?? unsaid,
    source: one.source ?? unsaid,
    stimulus: one.stimulus,
    environment: one.environment ?? unsaid,
    artifact: one.artifact ?? unsaid,
    response: one.response,
    measure: one.response_measure ?? unsaid,
    weight: `${one.importance ?? unsaid}/${one.difficulty ?? unsaid}`,
  }));

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
      verdict: one.firmness.word,
      firmness: one.firmness.sentence,
    })),
  defaults: decided.flatMap(({ decision, chosen, standing }) =>
    standing.kind === 'default'
      ? [{ title: decision.title, chosen: chosen?.name ?? 'undecided', because: standing.because }]
      : [],
  ),
});

const withSchema = (data: ReturnType<typeof dataOf>, folder: string): DesignView['data'] => ({
  ...data,
  schema_href: `${folder}/${data.schema_file ?? ''}`,
});
const withInterface = (
  interfaces: ReturnType<typeof interfacesOf>,
  folder: string,
): DesignView['interfaces'] => ({
  ...interfaces,
  openapi_href: `${folder}/${interfaces.openapi_file ?? ''}`,
});

/** The view of the design document. Pure. */
export const designViewOf = (
  design: Design,
  findings: readonly Finding[],
  frame: DesignFrame,
): DesignView => {
  const { requirements, assumptions, figures, settled } = design.analysis;
  const risks = risksOf(design, findings, frame.hrefs);
  const { data, events, interfaces, reliability, security, operations } = sectionsOf(design);
  const validation = validationOf(design, frame);
  const small = isSmall(requirements);
  return {
    system: requirements.system,
    date: frame.date,
    purpose: requirements.purpose,
    summary: summaryOf(design, risks),
    goals: [...(requirements.scope?.in ?? [])],
    priorities: requirements.priorities
      .map(one => (Array.isArray(one) ? one.join(' and ') : one))
      .join(', then '),
    flows: flowRows(requirements),
    scenarios: scenarioRows(requirements),
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
    drawings: frame.drawings,
    parts: design.parts.map(({ name, technology, responsibility }) => ({
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
    data: withSchema(data, frame.folder),
    events,
    interfaces: withInterface(interfaces, frame.folder),
    existing: existingRows(requirements),
    figures: (small ? firstFigures(figures, figures.length) : figures).map(figureView),
    capacity: loadLimits(design),
    reliability,
    security,
    operations: small ? { ...operations, described: [] } : operations,
    ...decisionRows(design, frame),
    settled: settled.map(({ title, answer, record }) => ({ title, answer, record: record ?? '' })),
    risks,
    assumptions: assumptions.map(({ text }) => text),
    validation: small ? { ...validation, mix: [], assumptions: [] } : validation,
    questions: design.questions.map(({ question, answer, turns }) => ({
      question,
      answer,
      turns: turnsText(design, turns),
    })),
    appendix: appendixOf(design.decided, small),
    provenance: frame.provenance,
  };
};
