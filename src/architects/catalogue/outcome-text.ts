import type { OutcomeAnswer } from '../../model/outcome.ts';
import type { ProposedOption } from '../../model/proposal.ts';
import type { Reason } from '../../model/reason.ts';
import { onceOnly } from '../../weighing/said-again.ts';
import type { Cell, WeighedDecision } from '../../weighing/weigh.ts';

const middle = (cell: Cell | undefined): number =>
  cell === undefined ? 2 : (cell.interval[0] + cell.interval[1]) / 2;

const cellOf = (weighed: WeighedDecision, option: string, criterion: string): Cell | undefined =>
  weighed.cells[option]?.[criterion];

/** The reason of a cell that is certain. */
const certain = (cell: Cell | undefined): Reason | undefined =>
  cell?.reasons.length === 1 && cell.interval[0] === cell.interval[1] ? cell.reasons[0] : undefined;

/** From here on a rating speaks for an option. */
const good = 2.5;

type Strength = { readonly reason: Reason; readonly lead: number; readonly rating: number };

const isDominated = ({ assessment }: WeighedDecision, option: string): boolean =>
  assessment?.dominated.some(({ id }) => id === option) ?? false;

/** Options that someone could seriously choose instead. */
const alternatives = (weighed: WeighedDecision, winner: string): readonly ProposedOption[] =>
  weighed.viable.filter(({ id }) => id !== winner && !isDominated(weighed, id));

/** Criteria on which no alternative is better, by how far the others are behind on average. */
const leads = (weighed: WeighedDecision, winner: string): Strength[] => {
  const real = alternatives(weighed, winner);
  const others = real.length > 0 ? real : weighed.viable.filter(({ id }) => id !== winner);
  return (weighed.assessment?.criteria ?? [])
    .flatMap(({ name, weight }) => {
      const cell = cellOf(weighed, winner, name);
      const reason = certain(cell);
      const rating = middle(cell);
      const theirs = others.map(({ id }) => middle(cellOf(weighed, id, name)));
      if (reason === undefined || theirs.some(other => other > rating)) return [];
      const behind = theirs.reduce((sum, other) => sum + rating - other, 0) / theirs.length;
      return [{ reason, rating, lead: weight * behind }];
    })
    .filter(({ lead }) => lead > 0)
    .sort((a, b) => b.lead - a.lead);
};

/** Criteria on which the winner is ahead of the next best option, by what each adds to the lead. */
const leadsOver = (weighed: WeighedDecision, winner: string, rival: string | null): Strength[] =>
  (weighed.assessment?.criteria ?? [])
    .flatMap(({ name, weight }) => {
      const cell = cellOf(weighed, winner, name);
      const reason = certain(cell);
      const rating = middle(cell);
      const other = rival === null ? 2 : middle(cellOf(weighed, rival, name));
      return reason === undefined ? [] : [{ reason, rating, lead: weight * (rating - other) }];
    })
    .filter(({ lead }) => lead > 0)
    .sort((a, b) => b.lead - a.lead);

const reasonsOf = (strengths: readonly Strength[]): Reason[] =>
  onceOnly(strengths.filter(({ rating }) => rating >= good).map(({ reason }) => reason));

/**
 * What it does well, and nobody better; where that is nothing, what it does better than the next best; where that
 * is nothing either, what it does less badly.
 */
const strengths = (weighed: WeighedDecision, winner: string, rival: string | null): Reason[] => {
  const foremost = reasonsOf(leads(weighed, winner));
  if (foremost.length > 0) return foremost.slice(0, 3);
  const ahead = leadsOver(weighed, winner, rival);
  const well = reasonsOf(ahead);
  if (well.length > 0) return well.slice(0, 3);
  return ahead.slice(0, 2).map(({ reason }) => ({
    text: `its weakness weighs less than that of the others: ${reason.text}`,
    cites: reason.cites,
  }));
};

/** Criteria on which another real alternative is better, with that option and its reason. */
const givenUp = (weighed: WeighedDecision, winner: string): Reason[] =>
  (weighed.assessment?.criteria ?? [])
    .flatMap(({ name, weight }) => {
      const own = middle(cellOf(weighed, winner, name));
      const better = alternatives(weighed, winner)
        .map(option => ({ option, cell: cellOf(weighed, option.id, name) }))
        .sort((a, b) => middle(b.cell) - middle(a.cell))[0];
      const because = certain(better?.cell);
      const loss = middle(better?.cell) - own;
      if (better === undefined || because === undefined || loss < 1) return [];
      const text = `${name}, where ${better.option.name} is better: ${because.text}`;
      return [{ loss: weight * loss, reason: { text, cites: because.cites } }];
    })
    .sort((a, b) => b.loss - a.loss)
    .slice(0, 3)
    .map(({ reason }) => reason);

const nothingSeparates: Reason = {
  text: 'nothing that is known yet separates the options, so it is a working choice until the questions below are answered',
  cites: [{ kind: 'assumption', id: 'working-choice' }],
};

const onlyOne = (weighed: WeighedDecision): Reason[] =>
  weighed.excluded.slice(0, 3).map(({ option, because }) => ({
    text: `${option.name} is excluded: ${because.text}`,
    cites: because.cites,
  }));

const agreed = (option: ProposedOption): string[] =>
  option.confirm.length > 0
    ? [...option.confirm]
    : [
        `The team names, before this record is accepted, the test that would show that ${option.name} does not do.`,
      ];

/** The words around a computed outcome, composed from the reasons of the matrix. Pure. */
export const outcomeText = (weighed: WeighedDecision): OutcomeAnswer => {
  const { assessment } = weighed;
  const winner = weighed.viable.find(({ id }) => id === assessment?.winner);
  if (assessment === null || winner === undefined)
    throw new RangeError('a decision without a winner has no outcome');
  const because =
    weighed.viable.length === 1 ? onlyOne(weighed) : strengths(weighed, winner.id, assessment.rival);
  return {
    because: because.length > 0 ? because : [nothingSeparates],
    given_up: givenUp(weighed, winner.id),
    good: winner.consequences.good.slice(0, 3),
    bad: winner.consequences.bad.slice(0, 3),
    confirmation: agreed(winner),
    proof_of_concept: assessment.verdict === 'toss-up' ? (winner.risks[0]?.test ?? null) : null,
  };
};
