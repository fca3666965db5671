import { citedDrivers } from '../design/tracing.ts';
import type { Driver } from '../model/analysis.ts';
import type { TradeOffView } from '../model/diagram.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import type { Breakpoint } from '../weighing/breakpoints.ts';
import { formatFact } from '../weighing/format-fact.ts';
import { type SourceList, sourceList } from './claims.ts';
import { markOf, markText, toneOf } from './marks.ts';
import type { PictureView, RecordView } from './record-view.ts';

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
  return asked === undefined ? null : `only if ${asked.because.text}`;
};

/** `load.peak`: "exceeds 4,000/s: then CockroachDB comes out ahead". */
const triggerView = (
  decided: Decided,
  { path, direction, at, inclusive, winner }: Breakpoint,
): RecordView['triggers'][number] => {
  const bound =
    direction === 'above' ? (inclusive ? 'reaches' : 'exceeds') : inclusive ? 'falls to' : 'falls below';
  const next =
    winner === '' ? 'no option passes the hard constraints' : `${nameOf(decided, winner)} comes out ahead`;
  return { path, text: `${bound} ${formatFact(path, { kind: 'number', value: at })}: then ${next}` };
};

/** Revisit triggers in words. */
export const triggersOf = (decided: Decided, triggers: readonly Breakpoint[]): RecordView['triggers'] =>
  triggers.map(one => triggerView(decided, one));

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

const isOwnRating = ({ cites }: Reason): boolean =>
  cites.every(({ kind, id }) => kind === 'driver' && id.startsWith('decisions.'));

const argumentsOf = (decided: Decided, { claim }: SourceList): RecordView['arguments'] => {
  const telling = tellingCriteria(decided);
  return decided.weighed.proposal.options.map(option => {
    const { weighed } = decided;
    const excluded = weighed.excluded.find(one => one.option.id === option.id);
    const own = [
      ...option.pros.map(pro => ({ ...claim(pro), tone: 'Good' as const, criterion: null })),
      ...option.cons.map(con => ({ ...claim(con), tone: 'Bad' as const, criterion: null })),
    ];
    const rated = criteriaOf(decided).flatMap(({ name }) => {
      const cell = weighed.cells[option.id]?.[name];
      if (cell === undefined || cell.reasons.length === 0 || !telling.has(name)) return [];
      // The team's own ratings stand in the matrix; its words stand above.
      if (cell.reasons.every(isOwnRating)) return [];
      const text = cell.reasons.map(one => one.text).join(', or ');
      const cites = cell.reasons.flatMap(one => one.cites);
      return [{ ...claim({ text, cites }), tone: toneOf(cell.interval), criterion: name }];
    });
    return {
      option: option.name,
      summary: option.summary,
      excluded: excluded === undefined ? null : claim(excluded.because),
      lines: excluded === undefined ? [...own, ...rated] : own,
    };
  });
};

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
    .filter(({ id }) => cited.has(id))
    .sort((a, b) => b.importance - a.importance)
    .slice(0, mostDrivers);
};

/** The view of one record. Pure. */
export const recordViewOf = (design: Design, decided: Decided, frame: RecordFrame): RecordView => {
  const { decision, weighed, chosen, outcome, firmness, triggers } = decided;
  const sources = sourceList(weighed.proposal);
  const { claim } = sources;
  const view = {
    ...frame,
    status: 'proposed',
    title: titleOf(decided),
    system: design.analysis.requirements.system,
    question: decision.question,
    situation: decision.because.map(claim),
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
      outcome?.bad.map(({ text, mitigation }) => ({ ...claim(text), mitigation: mitigation ?? null })) ?? [],
    confirmation: [...(outcome?.confirmation ?? [])],
    experiment: outcome?.proof_of_concept ?? null,
    matrix: matrixOf(decided),
    arguments: argumentsOf(decided, sources),
    triggers: triggersOf(decided, triggers),
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
