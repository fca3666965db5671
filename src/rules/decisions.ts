import type { Finding } from '../model/finding.ts';
import type { ProposedOption } from '../model/proposal.ts';
import type { Reason } from '../model/reason.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import type { Cell } from '../weighing/weigh.ts';
import type { About } from './rule.ts';

/** Decisions that become records; defaults applied are only listed. */
export const recordsOf = ({ decided }: Design): readonly Decided[] =>
  decided.filter(({ standing }) => standing.kind === 'record');

/** Whose the gaps of a decision are: a team's own question and options stand in its file. */
export const aboutOf = ({ decision }: Decided): About => (decision.origin === 'team' ? 'system' : 'document');

export const isOwn = ({ decision }: Decided): boolean => decision.origin === 'team';

export const atDecision = ({ decision }: Decided): Finding['at'] => ({ kind: 'decision', id: decision.id });

/** How a sentence names a decision: as the file has it, or by its title. */
export const called = ({ decision }: Decided): string =>
  decision.origin === 'team' ? `decisions.${decision.id}` : `the decision “${decision.title}”`;

/** “PostgreSQL”, “Redis” and “SQLite”. */
export const listed = (names: readonly string[]): string =>
  names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

export const quoted = (text: string): string => `“${text}”`;

export const cellOf = ({ weighed }: Decided, option: string, criterion: string): Cell | undefined =>
  weighed.cells[option]?.[criterion];

export const cellsOf = ({ weighed }: Decided, { id }: ProposedOption): readonly Cell[] =>
  Object.values(weighed.cells[id] ?? {});

export const middle = (cell: Cell | undefined): number =>
  cell === undefined ? 2 : (cell.interval[0] + cell.interval[1]) / 2;

/** Every claim that a record makes, the team's own arguments included. */
export const claimsOf = (decided: Decided): readonly Reason[] => {
  const { decision, weighed, outcome } = decided;
  return [
    ...decision.because,
    ...weighed.proposal.options.flatMap(({ pros, cons }) => [...pros, ...cons]),
    ...weighed.viable.flatMap(option => cellsOf(decided, option).flatMap(({ reasons }) => reasons)),
    ...weighed.excluded.map(({ because }) => because),
    ...weighed.asked.map(({ because }) => because),
    ...(outcome?.because ?? []),
    ...(outcome?.given_up ?? []),
    ...(outcome?.good ?? []).map(({ text }) => text),
    ...(outcome?.bad ?? []).map(({ text }) => text),
    ...(decided.chosen?.leans_on ?? []).map(({ because }) => because),
  ];
};
