import type { About } from '../../model/asking.ts';
import type { Usage } from '../../model/doors.ts';
import { exitCodes, type Issue, type Problem, problem } from '../../model/problem.ts';
import type { KeepFailed } from '../answer-store/failed.ts';
import type { Reply } from './request.ts';

/** Why a question has no answer. */
export type Failure = Pick<Issue, 'code' | 'message' | 'hint' | 'received'> & {
  /** All that is wrong with an answer, one sentence each. */
  readonly issues?: readonly string[];
};

export const refused = ({ detail }: Pick<Reply, 'detail'>): Failure => ({
  code: 'refused',
  message: `the model refused to answer${detail === null ? '' : `: ${detail}`}`,
  hint: 'look at what the requirements ask for, or ask another model with --model',
});

export const overflown: Failure = {
  code: 'prompt-too-large',
  message: 'prompt and answer are longer than what the model can look at',
  hint: 'shorten the requirements or the personas, or ask a model with a larger context with --model',
};

export const truncated = (maxTokens: number): Failure => ({
  code: 'truncated',
  message: `the answer was cut short at ${maxTokens} tokens, the most that was tried`,
  hint: 'raise asking.max_tokens in adrgen.yaml, lower asking.effort, or ask another model with --model',
});

const shown = 3;

export const invalid = (issues: readonly string[]): Failure => ({
  code: 'invalid-answer',
  message: `the answer cannot be used, and neither can its repair: ${issues.slice(0, shown).join('; ')}${issues.length > shown ? `; and ${issues.length - shown} more` : ''}`,
  hint: 'run the same command again, or ask another model with --model',
  issues,
});

/** What a failure is reported with. */
export type Attempted = {
  readonly about: About;
  readonly key: string;
  readonly usage: Usage;
  readonly keep: KeepFailed;
  /** Takes keys out of what a service sent. */
  readonly redact: (text: string) => string;
};

/** The problem that a command ends with. What the model said by then is kept in a file that the hint names. */
export const failureProblem = (
  { issues = [], ...issue }: Failure,
  { text, stopReason }: { readonly text: string; readonly stopReason: string | null },
  { about, key, usage, keep, redact }: Attempted,
): Problem => {
  const message = redact(`${about.stage} of ${JSON.stringify(about.subject)}: ${issue.message}`);
  const failed = { ...about, key, code: issue.code, stopReason, usage };
  const said = issues.length > 0 ? issues.map(redact) : [message];
  const kept =
    text === '' && stopReason === null ? null : keep({ ...failed, issues: said, text: redact(text) });
  const { hint = '', received } = issue;
  return problem(
    {
      ...{ code: issue.code, message },
      ...(received === undefined ? {} : { received: redact(received) }),
      hint: kept === null ? hint : `${hint}; what the model said is in ${kept}`,
    },
    exitCodes.model,
  );
};
