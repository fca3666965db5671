import { citedDrivers } from '../design/tracing.ts';
import type { TradeOffView } from '../model/diagram.ts';
import type { Facts } from '../model/facts.ts';
import type { Consequence, ProposedOption } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import type { Breakpoint } from '../weighing/breakpoints.ts';
import { factsOf } from '../weighing/facts.ts';
import { formatFact } from '../weighing/format-fact.ts';
import { sourceList } from './claims.ts';
import { markOf, markText } from './marks.ts';
import { argumentsOf } from './record-arguments.ts';
import { driversFor } from './record-drivers.ts';
import { firmnessText } from './record-firmness.ts';
import { forcesOf } from './record-forces.ts';
import { leaningViews, type Neighbours } from './record-leanings.ts';
import { alternativesOf, cellOf, criteriaOf, isTelling, nameOf } from './record-sheet.ts';
import { alertText, distanceText } from './record-triggers.ts';
import type { PictureView, RecordView } from './record-view.ts';

/** What a record bears besides its content. */
export type RecordFrame = {
  readonly number: number;
  readonly date: string;
  readonly picture: PictureView;
  /** The design document, relative to the record. */
  readonly design_href: string;
  readonly provenance: string;
  /** The other records of the system. */
  readonly neighbours: Neighbours;
};

/** "Primary store: PostgreSQL". */
export const titleOf = ({ decision, chosen }: Decided): string =>
  `${decision.title}: ${chosen?.name ?? 'undecided'}`;

/** How an option stands where it is not weighed against the others; the reasons stand among the drivers. */
const noteOf = (decided: Decided, { id }: ProposedOption): string | null => {
  const { weighed } = decided;
  if (weighed.excluded.some(({ option }) => option.id === id)) return 'excluded';
  const dominated = weighed.assessment?.dominated.find(one => one.id === id);
  if (dominated !== undefined) return `dominated by ${nameOf(decided, dominated.by)}`;
  const asked = weighed.asked.find(({ option }) => option.id === id);
  return asked === undefined ? null : `excluded if ${asked.because.text}, which is not known`;
};

/** `load.peak`: "exceeds 4,000/s" (today "≈ 230/s", 17 times that), then "CockroachDB". */
const triggerView = (
  decided: Decided,
  { path, direction, at, inclusive, winner }: Breakpoint,
  facts: Facts,
): RecordView['triggers'][number] => {
  const bound =
    direction === 'above' ? (inclusive ? 'reaches' : 'exceeds') : inclusive ? 'falls to' : 'falls below';
  const today = facts(path);
  return {
    path,
    bound: `${bound} ${formatFact(path, { kind: 'number', value: at })}`,
    today: formatFact(path, today),
    distance: distanceText(path, today, { at, direction }),
    alert: alertText(path, today, { at, direction }),
    ahead: winner === '' ? 'no option passes the hard constraints' : nameOf(decided, winner),
  };
};

/** Values of the requirements at which another option would win. */
export const triggersOf = (
  { analysis }: Design,
  decided: Decided,
  triggers: readonly Breakpoint[] = decided.triggers,
): RecordView['triggers'] => {
  const facts = factsOf(analysis.requirements);
  return triggers.map(one => triggerView(decided, one, facts));
};

const matrixOf = (decided: Decided): RecordView['matrix'] => {
  const options = alternativesOf(decided);
  return {
    options: options.map(({ name }) => name),
    rows: criteriaOf(decided).map(({ name, rank }) => ({
      criterion: name,
      rank: rank === null ? '–' : String(rank),
      marks: options.map(({ id }) => markText(cellOf(decided, id, name)?.interval ?? [0, 4])),
    })),
  };
};

const upperFirst = (text: string): string => {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
};

/** As many as one weighs. */
const mostGood = 1;
const mostBad = 2;

/** What is true of any choice of this option says nothing of this one. */
const goodOf = (decided: Decided): readonly Consequence[] =>
  (decided.outcome?.good ?? []).filter(({ text }) => isTelling(text)).slice(0, mostGood);

/** A choice without a downside is a sales pitch: where nothing tells of this system, the first general one stands. */
const badOf = (decided: Decided): readonly Consequence[] => {
  const bad = decided.outcome?.bad ?? [];
  const telling = bad.filter(({ text }) => isTelling(text));
  const rest = bad.filter(one => !telling.includes(one));
  return [...telling, ...rest].slice(0, Math.max(1, Math.min(telling.length, mostBad)));
};

/** How the requirements that the record leans on say themselves that they are met. */
const fitCriteria = ({ analysis }: Design, decided: Decided): string[] => {
  const cited = citedDrivers(decided);
  return analysis.drivers
    .filter(
      ({ id, kind, measure }) =>
        cited.has(id) && measure !== null && (kind === 'functional' || kind === 'scenario'),
    )
    .filter(({ id }) => id !== 'functional')
    .map(({ id, measure }) => `${id}: ${measure}`);
};

const lowerFirst = (text: string): string => {
  const [first = ''] = text;
  return first.toLowerCase() + text.slice(first.length);
};

/** "Sell seats of one evening: in which database does Tickets keep them", without the question mark. */
const problemOf = ({ purpose, system }: Requirements, question: string): string => {
  const asked = question.replace(/[?？]\s*$/u, '');
  const goal = purpose.trim().replace(/[.。]$/u, '');
  return `${goal}: ${asked.startsWith(system) ? asked : lowerFirst(asked)}`;
};

const mostChecks = 1;

/** The view of one record. Pure. */
export const recordViewOf = (design: Design, decided: Decided, frame: RecordFrame): RecordView => {
  const { decision, weighed, chosen, outcome, firmness } = decided;
  const { requirements, drivers } = design.analysis;
  const sources = sourceList(weighed.proposal, '#more-information');
  const { claim } = sources;
  const { neighbours, ...imprint } = frame;
  const view = {
    ...imprint,
    status: 'proposed',
    title: titleOf(decided),
    system: requirements.system,
    purpose: requirements.purpose,
    question: decision.question,
    asked: problemOf(requirements, decision.question),
    forces: forcesOf(decided, drivers, requirements).map(({ option, drivers: theirs }) => ({
      option,
      drivers: theirs.map(({ criteria, ...one }) => ({ ...one, criteria: [...criteria] })),
    })),
    drivers: driversFor(design, decided, neighbours),
    options: weighed.proposal.options.map(option => ({ name: option.name, note: noteOf(decided, option) })),
    chosen: chosen?.name ?? null,
    because: outcome?.because.map(claim) ?? [],
    verdict: firmness.word,
    firmness: firmnessText(decided, factsOf(requirements)),
    settled_by: [...firmness.settledBy],
    given_up: outcome?.given_up.map(claim) ?? [],
    good: goodOf(decided).map(({ text }) => claim(text)),
    bad: badOf(decided).map(({ text, mitigation }) => ({
      ...claim(text),
      mitigation: mitigation === undefined ? null : lowerFirst(mitigation),
    })),
    confirmation: [
      ...fitCriteria(design, decided),
      ...(outcome?.confirmation ?? []).slice(0, mostChecks).map(upperFirst),
    ],
    experiment: outcome?.proof_of_concept ?? null,
    matrix: matrixOf(decided),
    arguments: argumentsOf(decided, sources),
    triggers: triggersOf(design, decided),
    ...leaningViews(design, decided, neighbours, sources),
  };
  return { ...view, sources: [...sources.cited()] };
};

/** The picture of the same trade-off. Pure. */
export const tradeOffViewOf = (decided: Decided): TradeOffView => {
  const { decision, weighed, chosen, firmness } = decided;
  const criteria = criteriaOf(decided);
  return {
    question: decision.question,
    criteria: criteria.map(({ name, rank }) => ({ name, rank })),
    options: weighed.proposal.options.map(({ id, name }) => {
      const excluded = weighed.excluded.find(({ option }) => option.id === id);
      return {
        name,
        standing:
          id === chosen?.id
            ? 'chosen'
            : excluded !== undefined
              ? 'excluded'
              : weighed.assessment?.dominated.some(one => one.id === id)
                ? 'dominated'
                : 'considered',
        ...(excluded === undefined ? {} : { excludedBy: excluded.because.text }),
        marks: criteria.map(criterion => markOf(weighed.cells[id]?.[criterion.name]?.interval ?? [0, 4])),
      };
    }),
    verdict: weighed.assessment?.verdict ?? 'toss-up',
    closeness: firmness.sentence,
  };
};
