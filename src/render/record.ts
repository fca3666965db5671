import type { Driver } from '../model/analysis.ts';
import type { TradeOffView } from '../model/diagram.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Decided } from '../stages/decide.ts';
import { citedDrivers, type Design } from '../stages/design.ts';
import type { Breakpoint } from '../weighing/breakpoints.ts';
import { factPath } from '../weighing/facts.ts';
import { formatFact } from '../weighing/format-fact.ts';
import { claimOf } from './claims.ts';
import { markOf, markText, toneOf } from './marks.ts';
import type { PictureView, RecordView } from './record-view.ts';

/** What a record bears besides its content. */
export type RecordFrame = {
  readonly number: number;
  readonly date: string;
  readonly picture: PictureView;
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

/** "load.peak above 4,000/s: PostgreSQL gives way to CockroachDB". */
const triggerText = (decided: Decided, { path, direction, at, inclusive, winner }: Breakpoint): string => {
  const bound =
    direction === 'above' ? (inclusive ? 'reaches' : 'exceeds') : inclusive ? 'falls to' : 'falls below';
  const fact = factPath(path);
  const next =
    winner === '' ? 'no option passes the hard constraints' : `${nameOf(decided, winner)} comes out ahead`;
  return `${path} ${bound} ${formatFact(path, { kind: 'number', value: at })} (${fact?.means ?? path}): then ${next}`;
};

/** Revisit triggers in words. */
export const triggersOf = (decided: Decided, triggers: readonly Breakpoint[]): string[] =>
  triggers.map(one => triggerText(decided, one));

const argumentsOf = (decided: Decided): RecordView['arguments'] =>
  decided.weighed.proposal.options.map(option => {
    const { weighed } = decided;
    const excluded = weighed.excluded.find(one => one.option.id === option.id);
    const claim = (text: Parameters<typeof claimOf>[0]) => claimOf(text, weighed.proposal);
    const own = [
      ...option.pros.map(pro => ({ ...claim(pro), tone: 'Good' as const, criterion: '' })),
      ...option.cons.map(con => ({ ...claim(con), tone: 'Bad' as const, criterion: '' })),
    ];
    const rated = criteriaOf(decided).flatMap(({ name }) => {
      const cell = weighed.cells[option.id]?.[name];
      const first = cell?.reasons[0];
      if (cell === undefined || first === undefined) return [];
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

const mostDrivers = 9;
const driversFor = (decided: Decided, drivers: readonly Driver[]): readonly Driver[] => {
  const cited = citedDrivers(decided);
  return drivers
    .filter(({ id }) => cited.has(id))
    .sort((a, b) => b.importance - a.importance)
    .slice(0, mostDrivers);
};

const sourcesOf = ({ weighed: { proposal } }: Decided): RecordView['sources'] =>
  proposal.facts.flatMap(({ text, source, as_of }) => {
    const found = proposal.sources.find(({ id }) => id === source);
    return found === undefined ? [] : [{ text, title: found.title, url: found.url, as_of }];
  });

/** The view of one record. Pure. */
export const recordViewOf = (design: Design, decided: Decided, frame: RecordFrame): RecordView => {
  const { decision, weighed, chosen, outcome, firmness, triggers } = decided;
  const claim = (text: Parameters<typeof claimOf>[0]) => claimOf(text, weighed.proposal);
  return {
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
    firmness: firmness.sentence,
    settled_by: [...firmness.settledBy],
    given_up: outcome?.given_up.map(claim) ?? [],
    good: outcome?.good.map(({ text }) => claim(text)) ?? [],
    bad:
      outcome?.bad.map(({ text, mitigation }) => ({ ...claim(text), mitigation: mitigation ?? null })) ?? [],
    confirmation: [...(outcome?.confirmation ?? [])],
    experiment: outcome?.proof_of_concept ?? null,
    matrix: matrixOf(decided),
    arguments: argumentsOf(decided),
    triggers: triggersOf(decided, triggers),
    sources: sourcesOf(decided),
  };
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
