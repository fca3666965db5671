import type { OutcomeAnswer } from '../../model/outcome.ts';
import type { ProposedOption } from '../../model/proposal.ts';
import type { Reason } from '../../model/reason.ts';
import type { Cell, WeighedDecision } from '../../weighing/weigh.ts';

const middle = (cell: Cell | undefined): number =>
  cell === undefined ? 2 : (cell.interval[0] + cell.interval[1]) / 2;

const cellOf = (weighed: WeighedDecision, option: string, criterion: string): Cell | undefined =>
  weighed.cells[option]?.[criterion];

/** The reason of a cell that is certain. */
const certain = (cell: Cell | undefined): Reason | undefined =>
  cell?.reasons.length === 1 && cell.interval[0] === cell.interval[1] ? cell.reasons[0] : undefined;

/** Criteria on which the winner is ahead of its rival, by what each adds to the lead. */
const strengths = (weighed: WeighedDecision, winner: string, rival: string | null): Reason[] =>
  (weighed.assessment?.criteria ?? [])
    .map(({ name, weight }) => ({
      cell: cellOf(weighed, winner, name),
      lead:
        weight *
        (middle(cellOf(weighed, winner, name)) - (rival === null ? 2 : middle(cellOf(weighed, rival, name)))),
    }))
    .filter(({ lead }) => lead > 0)
    .sort((a, b) => b.lead - a.lead)
    .flatMap(({ cell }) => certain(cell) ?? [])
    .slice(0, 3);

/** Criteria on which another viable option is better, with that option and its reason. */
const givenUp = (weighed: WeighedDecision, winner: string): Reason[] =>
  (weighed.assessment?.criteria ?? [])
    .flatMap(({ name, weight }) => {
      const own = middle(cellOf(weighed, winner, name));
      const better = weighed.viable
        .filter(({ id }) => id !== winner)
        .map(option => ({ option, cell: cellOf(weighed, option.id, name) }))
        .sort((a, b) => middle(b.cell) - middle(a.cell))[0];
      const because = certain(better?.cell);
      const loss = middle(better?.cell) - own;
      return better === undefined || because === undefined || loss < 1
        ? []
        : [
            {
              loss: weight * loss,
              reason: { text: `${name}: with ${better.option.name} ${because.text}`, cites: because.cites },
            },
          ];
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
