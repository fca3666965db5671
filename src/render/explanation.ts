import { leaningsOf } from '../design/leanings.ts';
import { questionFor } from '../design/question-text.ts';
import type { Driver } from '../model/analysis.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { agree } from '../weighing/agree.ts';
import type { Assessment, Flip } from '../weighing/assess.ts';
import type { Breakpoint } from '../weighing/breakpoints.ts';
import { factsOf } from '../weighing/facts.ts';
import { formatFact } from '../weighing/format-fact.ts';
import type { Cell, WeighedDecision } from '../weighing/weigh.ts';
import { type SourceList, sourceList } from './claims.ts';
import { markText } from './marks.ts';
import type { ClaimView } from './record-view.ts';

/** A requirement that the ratings rest on, and which way it pulls between the winner and the next best option. */
export type Pull = Pick<Driver, 'id' | 'text' | 'measure'> & {
  /** Points of value, 0–4 times weight: above 0 for the winner, below 0 for the other. */
  readonly pull: number;
  readonly criteria: readonly string[];
};

/** A decision that the explained one leans on, or that leans on it. */
export type Neighbour = {
  readonly id: string;
  readonly title: string;
  readonly chosen: string | null;
  readonly because: ClaimView;
  /** Null where it is not known whether the choice there does. */
  readonly fits: boolean | null;
  readonly wanted: readonly string[];
};

/** Why a decision came out as it did, and what would turn it. */
export type Explanation = {
  readonly decided: Decided;
  /** With all values at which it would turn, also for a default applied. */
  readonly weighed: WeighedDecision;
  readonly asked: readonly ClaimView[];
  readonly because: readonly ClaimView[];
  readonly givenUp: readonly ClaimView[];
  /** Whom the winner is compared with; null without one. */
  readonly rival: ProposedOption | null;
  readonly pulls: readonly Pull[];
  readonly options: readonly {
    readonly option: ProposedOption;
    readonly standing: 'chosen' | 'considered' | 'dominated' | 'excluded';
    readonly value: number | null;
    readonly excluded: ClaimView | null;
    /** Gates on something unknown. */
    readonly asked: readonly (ClaimView & { readonly condition: string })[];
    readonly ratings: readonly {
      readonly criterion: string;
      readonly interval: readonly [number, number];
      readonly mark: string;
      readonly reasons: readonly ClaimView[];
    }[];
  }[];
  readonly flips: readonly (Flip & { readonly direction: 'above' | 'below' })[];
  readonly turns: readonly (Breakpoint & { readonly value: string; readonly today: string })[];
  readonly answers: readonly {
    readonly path: string;
    readonly question: string;
    readonly winners: readonly string[];
  }[];
  readonly leansOn: readonly Neighbour[];
  readonly leanedOnBy: readonly Neighbour[];
  readonly sources: ReturnType<SourceList['cited']>;
};

const middle = ({ interval: [lo, hi] }: Cell): number => (lo + hi) / 2;

const driversIn = (cells: readonly Cell[]): readonly string[] => [
  ...new Set(
    cells.flatMap(({ reasons }) =>
      reasons.flatMap(({ cites }) => cites.filter(({ kind }) => kind === 'driver').map(({ id }) => id)),
    ),
  ),
];

/** For each requirement that the cells of two options cite: how much it adds to the lead, largest first. */
const pullsOf = (
  { drivers }: Design['analysis'],
  { cells }: WeighedDecision,
  { criteria, winner }: Assessment,
  rival: ProposedOption | null,
): readonly Pull[] => {
  const pulls = new Map<string, { pull: number; criteria: string[] }>();
  for (const { name, weight } of rival === null ? [] : criteria) {
    const [own, other] = [cells[winner]?.[name], cells[rival?.id ?? '']?.[name]];
    if (own === undefined || other === undefined) continue;
    const pull = weight * (middle(own) - middle(other));
    if (pull === 0) continue;
    for (const id of driversIn([own, other])) {
      const before = pulls.get(id) ?? { pull: 0, criteria: [] };
      pulls.set(id, { pull: before.pull + pull, criteria: [...before.criteria, name] });
    }
  }
  return drivers
    .flatMap(({ id, text, measure }) => {
      const found = pulls.get(id);
      return found === undefined ? [] : [{ id, text, measure, ...found }];
    })
    .sort((a, b) => Math.abs(b.pull) - Math.abs(a.pull));
};

const optionsOf = (
  weighed: WeighedDecision,
  chosen: ProposedOption | null,
  { claim }: SourceList,
): Explanation['options'] => {
  const { assessment, proposal, cells } = weighed;
  const names = assessment?.criteria.map(({ name }) => name) ?? proposal.criteria;
  return proposal.options.map(option => {
    const excluded = weighed.excluded.find(one => one.option.id === option.id);
    const dominated = assessment?.dominated.some(({ id }) => id === option.id) === true;
    const open = excluded !== undefined ? 'excluded' : dominated ? 'dominated' : 'considered';
    return {
      option,
      standing: option.id === chosen?.id ? 'chosen' : open,
      value: assessment?.values.find(({ id }) => id === option.id)?.value ?? null,
      excluded: excluded === undefined ? null : claim(excluded.because),
      asked: weighed.asked
        .filter(one => one.option.id === option.id)
        .map(({ because, condition }) => ({ ...claim(because), condition })),
      ratings: names.map(criterion => {
        const { interval, reasons } = cells[option.id]?.[criterion] ?? {
          interval: [0, 4] as const,
          reasons: [],
        };
        return { criterion, interval, mark: markText(interval), reasons: reasons.map(claim) };
      }),
    };
  });
};

const neighboursOf = ({ decided: all }: Design, decided: Decided, { claim }: SourceList) => {
  const leanings = leaningsOf(all);
  const neighbour = ({ decision, chosen }: Decided) => ({
    id: decision.id,
    title: decision.title,
    chosen: chosen?.name ?? null,
  });
  return {
    leansOn: leanings
      .filter(({ from }) => from === decided)
      .map(({ on, because, fits, wanted }) => ({ ...neighbour(on), because: claim(because), fits, wanted })),
    leanedOnBy: leanings
      .filter(({ on }) => on === decided)
      // The facts behind the reason are those of the other decision.
      .map(({ from, because, fits, wanted }) => ({
        ...neighbour(from),
        because: sourceList(from.weighed.proposal).claim(because),
        fits,
        wanted,
      })),
  };
};

/** The decision weighed once more among the others, with all values at which it would turn. */
const walkedAmong = ({ analysis, decided: all }: Design, decided: Decided): WeighedDecision => {
  const questions = all.map(one => ({
    decision: one.decision,
    proposal: one.weighed.proposal,
    walk: one === decided,
  }));
  const made = agree(questions, analysis.requirements);
  return made.find(({ question }) => question.walk)?.weighed ?? decided.weighed;
};

/** Everything that stands behind one decision of a design. Pure. */
export const explanationOf = (design: Design, decided: Decided): Explanation => {
  const { analysis } = design;
  const weighed = walkedAmong(design, decided);
  const { assessment, proposal } = weighed;
  const sources = sourceList(proposal);
  const facts = factsOf(analysis.requirements);
  const currency = analysis.requirements.budget?.currency;
  const rival = proposal.options.find(({ id }) => id === assessment?.rival) ?? null;
  const told = {
    asked: decided.decision.because.map(sources.claim),
    because: decided.outcome?.because.map(sources.claim) ?? [],
    givenUp: decided.outcome?.given_up.map(sources.claim) ?? [],
    options: optionsOf(weighed, decided.chosen, sources),
    ...neighboursOf(design, decided, sources),
  };
  return {
    decided,
    weighed,
    ...told,
    rival,
    pulls: assessment === null ? [] : pullsOf(analysis, weighed, assessment, rival),
    flips: (assessment?.flips ?? []).map(flip => ({
      ...flip,
      direction: flip.flipWeight > flip.weight ? 'above' : 'below',
    })),
    turns: weighed.breakpoints
      .filter(({ change }) => change === 'winner')
      .map(turn => ({
        ...turn,
        value: formatFact(turn.path, { kind: 'number', value: turn.at }, currency),
        today: formatFact(turn.path, facts(turn.path), currency),
      })),
    answers: weighed.swings.map(({ path, winners }) => ({
      path,
      question: questionFor(path, analysis.requirements),
      winners,
    })),
    sources: sources.cited(),
  };
};
