import { citedDrivers } from '../design/tracing.ts';
import type { Driver } from '../model/analysis.ts';
import type { TradeOffView } from '../model/diagram.ts';
import type { Facts } from '../model/facts.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import type { Breakpoint } from '../weighing/breakpoints.ts';
import { factsOf } from '../weighing/facts.ts';
import { formatFact } from '../weighing/format-fact.ts';
import { type SourceList, sourceList } from './claims.ts';
import { markOf, markText, toneOf } from './marks.ts';
import type { ClaimView, PictureView, RecordView } from './record-view.ts';

/** What a record bears besides its content. */
export type RecordFrame = {
  readonly number: number;
  readonly date: string;
  readonly picture: PictureView;
  /** The design document, relative to the record. */
  readonly design_href: string;
  readonly provenance: string;
};

/** "Primary store: PostgreSQL". */
export const titleOf = ({ decision, chosen }: Decided): string =>
  `${decision.title}: ${chosen?.name ?? 'undecided'}`;

const nameOf = ({ weighed }: Decided, id: string): string =>
  weighed.proposal.options.find(option => option.id === id)?.name ?? id;

/** Criteria by weight, as the assessment has them; as proposed where nobody could be assessed. */
const criteriaOf = ({
  weighed,
}: Decided): readonly { readonly name: string; readonly rank: number | null }[] =>
  weighed.assessment?.criteria ?? weighed.proposal.criteria.map(name => ({ name, rank: null }));

const noteOf = (decided: Decided, { id }: ProposedOption): string | null => {
  const { weighed } = decided;
  const excluded = weighed.excluded.find(({ option }) => option.id === id);
  if (excluded !== undefined) return `excluded: ${excluded.because.text}`;
  const asked = weighed.asked.find(({ option }) => option.id === id);
  const dominated = weighed.assessment?.dominated.find(one => one.id === id);
  if (dominated !== undefined)
    return `no real alternative: ${nameOf(decided, dominated.by)} is at least as good everywhere`;
  return asked === undefined ? null : `would be excluded if ${asked.because.text}, which is not known`;
};

/** `load.peak`: "exceeds 4,000/s (today ≈ 230/s): then CockroachDB comes out ahead". */
const triggerView = (
  decided: Decided,
  { path, direction, at, inclusive, winner }: Breakpoint,
  facts: Facts,
): RecordView['triggers'][number] => {
  const bound =
    direction === 'above' ? (inclusive ? 'reaches' : 'exceeds') : inclusive ? 'falls to' : 'falls below';
  const next =
    winner === '' ? 'no option passes the hard constraints' : `${nameOf(decided, winner)} comes out ahead`;
  const value = formatFact(path, { kind: 'number', value: at });
  return { path, text: `${bound} ${value} (today ${formatFact(path, facts(path))}): then ${next}` };
};

/** Revisit triggers in words. */
export const triggersOf = (
  { analysis }: Design,
  decided: Decided,
  triggers: readonly Breakpoint[] = decided.triggers,
): RecordView['triggers'] => {
  const facts = factsOf(analysis.requirements);
  return triggers.map(one => triggerView(decided, one, facts));
};

/** About as many arguments as one reads; the rest stand in the appendix of the design document. */
const mostArguments = 14;

const middle = ([lo, hi]: readonly [number, number]): number => (lo + hi) / 2;

/** The criteria on which the options differ most for what they weigh: the same ones for every option. */
const tellingCriteria = ({ weighed }: Decided): ReadonlySet<string> => {
  const { assessment, viable, cells } = weighed;
  const many = Math.max(3, Math.floor(mostArguments / Math.max(1, viable.length)));
  const spread = (assessment?.criteria ?? []).map(({ name, weight }) => {
    const ratings = viable.map(({ id }) => middle(cells[id]?.[name]?.interval ?? [0, 4]));
    return { name, tells: weight * (Math.max(...ratings) - Math.min(...ratings)) };
  });
  return new Set(
    spread
      .toSorted((a, b) => b.tells - a.tells)
      .slice(0, many)
      .map(({ name }) => name),
  );
};

type ArgumentLine = RecordView['arguments'][number]['lines'][number];

const isOwnRating = ({ cites }: Reason): boolean =>
  cites.every(({ kind, id }) => kind === 'driver' && id.startsWith('decisions.'));

const ratedLines = (decided: Decided, option: ProposedOption, { claim }: SourceList): ArgumentLine[] => {
  const telling = tellingCriteria(decided);
  return criteriaOf(decided).flatMap(({ name }) => {
    const cell = decided.weighed.cells[option.id]?.[name];
    // The team's own ratings stand in the matrix, its words above.
    if (
      cell === undefined ||
      cell.reasons.length === 0 ||
      cell.reasons.every(isOwnRating) ||
      !telling.has(name)
    )
      return [];
    const text = cell.reasons.map(one => one.text).join(', or ');
    const cites = cell.reasons.flatMap(one => one.cites);
    return [{ ...claim({ text, cites }), tone: toneOf(cell.interval), criterion: name }];
  });
};

const argumentsOf = (decided: Decided, sources: SourceList): RecordView['arguments'] =>
  decided.weighed.proposal.options.map(option => {
    const { weighed } = decided;
    const excluded = weighed.excluded.find(one => one.option.id === option.id);
    const own = [
      ...option.pros.map(pro => ({ ...sources.claim(pro), tone: 'Good' as const, criterion: null })),
      ...option.cons.map(con => ({ ...sources.claim(con), tone: 'Bad' as const, criterion: null })),
    ];
    return {
      option: option.name,
      summary: option.summary,
      excluded: excluded === undefined ? null : sources.claim(excluded.because),
      lines: excluded === undefined ? [...own, ...ratedLines(decided, option, sources)] : own,
    };
  });

const matrixOf = (decided: Decided): RecordView['matrix'] => {
  const { viable, cells } = decided.weighed;
  return {
    options: viable.map(({ name }) => name),
    rows: criteriaOf(decided).map(({ name, rank }) => ({
      criterion: name,
      rank: rank === null ? '–' : String(rank),
      marks: viable.map(({ id }) => markText(cells[id]?.[name]?.interval ?? [0, 4])),
    })),
  };
};

const mostDrivers = 7;
const driversFor = (decided: Decided, drivers: readonly Driver[]): readonly Driver[] => {
  const cited = citedDrivers(decided);
  return drivers
    .filter(({ id }) => cited.has(id) && id !== 'functional')
    .sort((a, b) => b.importance - a.importance)
    .slice(0, mostDrivers);
};

const upperFirst = (text: string): string => {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
};

const capitalised = (claim: ClaimView): ClaimView => ({ ...claim, text: upperFirst(claim.text) });

/** That there are functional requirements is true of any system. */
const saysSomething = ({ cites }: Reason): boolean => cites.some(({ id }) => id !== 'functional');

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

/** The view of one record. Pure. */
export const recordViewOf = (design: Design, decided: Decided, frame: RecordFrame): RecordView => {
  const { decision, weighed, chosen, outcome, firmness } = decided;
  const sources = sourceList(weighed.proposal);
  const { claim } = sources;
  const view = {
    ...frame,
    status: 'proposed',
    title: titleOf(decided),
    system: design.analysis.requirements.system,
    question: decision.question,
    situation: decision.because.filter(saysSomething).map(reason => capitalised(claim(reason))),
    drivers: driversFor(decided, design.analysis.drivers).map(({ id, text, measure }) => ({
      id,
      text,
      measure,
    })),
    options: weighed.proposal.options.map(option => ({ name: option.name, note: noteOf(decided, option) })),
    chosen: chosen?.name ?? null,
    because: outcome?.because.map(claim) ?? [],
    verdict: firmness.word,
    firmness: firmness.sentence,
    settled_by: [...firmness.settledBy],
    given_up: outcome?.given_up.map(claim) ?? [],
    good: outcome?.good.map(({ text }) => claim(text)) ?? [],
    bad:
      outcome?.bad.map(({ text, mitigation }) => ({
        ...claim(text),
        mitigation: mitigation === undefined ? null : upperFirst(mitigation),
      })) ?? [],
    confirmation: [...(outcome?.confirmation ?? []).map(upperFirst), ...fitCriteria(design, decided)],
    experiment: outcome?.proof_of_concept ?? null,
    matrix: matrixOf(decided),
    arguments: argumentsOf(decided, sources),
    triggers: triggersOf(design, decided),
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
