import { problem } from '../model/problem.ts';
import type { Verdict } from './contest.ts';
import { isPriorityOrderDominant, leadOf, leastTransferOf, type WeightTransfer } from './robustness.ts';
import { leadBetween, type Sheet, settle, type TieBreakLevel } from './sheet.ts';
import { noise, type WeightedCriterion } from './weights.ts';

export type Outcome = { readonly winner: string; readonly verdict: Verdict };

/** The smallest move of weight that ends the leader's lead over `rival`, at the worst end of every interval. */
export type Transfer = WeightTransfer & { readonly rival: string };

export type Judgement = Outcome & {
  readonly leader: Sheet;
  readonly rivals: readonly Sheet[];
  readonly contenders: readonly Sheet[];
  readonly priorityOrderDominant: boolean;
  readonly survivesIntervals: boolean;
  readonly leastTransfer: Transfer | null;
  readonly tieBreak: TieBreakLevel | 'value' | null;
};

/** A lead that survives this much moved weight is more than a toss-up. */
export const leaningTransfer = 0.1;

const isLeaning = (amount: number): boolean => amount >= leaningTransfer - noise;

/**
 * Verdict, winner and what they rest on; the rules stand at `assess`. `sheets` come best first; none at all is
 * the problem `no-viable-option`.
 */
export const judge = (sheets: readonly Sheet[], criteria: readonly WeightedCriterion[]): Judgement => {
  const [leader, ...rivals] = sheets;
  if (leader === undefined) {
    throw problem({ code: 'no-viable-option', message: 'There is no viable option left to weigh.' });
  }
  const atWorst = rivals.map(rival => ({ rival, lead: leadBetween(leader.lo, rival.hi, criteria) }));
  const priorityOrderDominant = rivals.every(rival =>
    isPriorityOrderDominant(leadBetween(leader.middle, rival.middle, criteria)),
  );
  const survivesIntervals = atWorst.every(
    ({ lead }) => leadOf(lead) > 0 && (!priorityOrderDominant || isPriorityOrderDominant(lead)),
  );
  const leastTransfer = atWorst.reduce<Transfer | null>((least, { rival, lead }) => {
    const transfer = leastTransferOf(lead);
    const isLess = transfer !== null && (least === null || transfer.amount < least.amount - noise);
    return isLess ? { ...transfer, rival: rival.id } : least;
  }, null);
  const contenders = sheets.filter(sheet => !sheets.some(other => beatsRobustly(other, sheet, criteria)));
  const { winner, level } = settle(contenders, leader);
  const verdict = verdictOf(priorityOrderDominant && survivesIntervals, leastTransfer);
  const tieBreak = verdict === 'toss-up' ? level : null;
  const robustness = { priorityOrderDominant, survivesIntervals, leastTransfer };
  return { leader, rivals, contenders, winner: winner.id, verdict, tieBreak, ...robustness };
};

const verdictOf = (isClear: boolean, leastTransfer: Transfer | null): Verdict => {
  if (isClear) return 'clear';
  return leastTransfer === null || isLeaning(leastTransfer.amount) ? 'leaning' : 'toss-up';
};

/** Never holds both ways, nor against the order by value. */
const beatsRobustly = (a: Sheet, b: Sheet, criteria: readonly WeightedCriterion[]): boolean => {
  if (leadsInOrder(a, b, criteria)) return true;
  const worst = leadBetween(a.lo, b.hi, criteria);
  const transfer = leastTransferOf(worst);
  return leadOf(worst) > 0 && (transfer === null || isLeaning(transfer.amount));
};

/** Whether `a` leads `b` under every weighting in the user's order, at the worst end of every interval. */
export const leadsInOrder = (a: Sheet, b: Sheet, criteria: readonly WeightedCriterion[]): boolean => {
  const worst = leadBetween(a.lo, b.hi, criteria);
  return leadOf(worst) > 0 && isPriorityOrderDominant(worst);
};
