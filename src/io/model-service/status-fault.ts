import type { APIError } from '@anthropic-ai/sdk';
import type { Issue } from '../../model/problem.ts';
import type { Credentials } from './credentials.ts';
import { ServiceFault } from './request.ts';

const longest = 400;

/** What the service said, on one line and not too long: it may be a whole page of HTML. */
export const saidBy = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
};

/** Seconds of `retry-after-ms` or `retry-after`: a number or a date; null without one. */
const retryAfterOf = (headers: Headers | undefined, now: Date): number | null => {
  const ms = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(ms)) return Math.max(0, ms / 1000);
  const text = headers?.get('retry-after') ?? '';
  const seconds = Number(text);
  if (text.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, (date - now.getTime()) / 1000);
};

type Facts = {
  readonly model: string;
  readonly credentials: Pick<Credentials, 'kind' | 'host'>;
  /** What the service said. */
  readonly said: string;
  readonly type: string | null;
};

type Explanation = (facts: Facts) => Pick<Issue, 'code' | 'message' | 'hint'>;

const wrongKey: Explanation = ({ credentials: { kind, host } }) => ({
  code: 'wrong-key',
  message: `${host} does not accept the key in ${kind}`,
  hint: `check ${kind}: it may be revoked, cut off, or made for another service`,
});

const noMoney: Explanation = ({ credentials: { host } }) => ({
  code: 'no-credit',
  message: `${host} does not work on credit any more`,
  hint: 'check plan and balance of the account, and run the same command again: answers so far are stored',
});

const notAllowed: Explanation = ({ credentials: { kind }, model }) => ({
  code: 'not-allowed',
  message: `the key in ${kind} may not ask ${model}`,
  hint: 'ask another model with --model, or have the key allowed to use it',
});

const unknownModel: Explanation = ({ credentials: { host }, model, type }) =>
  type === 'not_found_error'
    ? {
        code: 'unknown-model',
        message: `${host} has no model ${model}; it is misspelled or retired`,
        hint: 'name another one with --model or under asking.model in adrgen.yaml (docs/configuration.md)',
      }
    : {
        code: 'no-messages-api',
        message: `${host} has no /v1/messages`,
        hint: 'check ANTHROPIC_BASE_URL: /v1/messages is added to it (docs/local-models.md)',
      };

const tooLarge: Explanation = ({ credentials: { host } }) => ({
  code: 'prompt-too-large',
  message: `${host} does not take so long a prompt`,
  hint: 'shorten the requirements or the personas, or split the file by system',
});

const badRequest: Explanation = facts => {
  if (/credit balance|billing/i.test(facts.said)) return noMoney(facts);
  if (/too long|too large|context (?:length|window)|exceeds? the (?:available )?context/i.test(facts.said)) {
    return tooLarge(facts);
  }
  return {
    code: 'bad-request',
    message: `${facts.credentials.host} does not understand the request`,
    hint: /effort/i.test(facts.said)
      ? 'leave asking.effort out of adrgen.yaml: this model has none'
      : 'check the model with --model; where it is right, this is a defect of adrgen',
  };
};

const limited: Explanation = ({ credentials: { host } }) => ({
  code: 'rate-limited',
  message: `${host} takes no more requests for now`,
  hint: 'run the same command again later, or with less at a time (asking.concurrency in adrgen.yaml): answers so far are stored',
});

const overloaded: Explanation = ({ credentials: { host } }) => ({
  code: 'overloaded',
  message: `${host} is overloaded`,
  hint: 'run the same command again later: answers so far are stored',
});

const broken: Explanation = ({ credentials: { host } }) => ({
  code: 'service-failed',
  message: `${host} failed`,
  hint: 'run the same command again later: answers so far are stored',
});

const byStatus: Readonly<Record<number, Explanation>> = {
  400: badRequest,
  401: wrongKey,
  402: noMoney,
  403: notAllowed,
  404: unknownModel,
  405: facts => unknownModel({ ...facts, type: null }),
  413: tooLarge,
  422: badRequest,
  429: limited,
  529: overloaded,
};

/** Errors that arrive inside of a stream have a type and no status. */
const statusOfType: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  timeout_error: 504,
  api_error: 500,
  overloaded_error: 529,
};

const isPassing = (status: number): boolean =>
  [408, 409, 425, 429].includes(status) || (status >= 500 && status !== 501 && status !== 505);

/** What a refused request means, and whether the same one may succeed later. */
export const statusFault = (
  error: Pick<APIError, 'status' | 'type' | 'message' | 'headers' | 'requestID'> & {
    readonly apiMessage: string | null;
  },
  { model, credentials, now }: Pick<Facts, 'model' | 'credentials'> & { readonly now: Date },
): ServiceFault => {
  const status = error.status ?? statusOfType[error.type ?? ''] ?? 500;
  const said = saidBy(error.apiMessage ?? error.message.replace(/^\d+ /, ''));
  const explained = (byStatus[status] ?? broken)({ model, credentials, said, type: error.type });
  const id = error.requestID === null || error.requestID === undefined ? '' : `, request ${error.requestID}`;
  const never = error.headers?.get('x-should-retry') === 'false';
  return new ServiceFault({
    issue: { ...explained, message: `${explained.message} (${status}${id})`, received: said },
    again: isPassing(status) && !never,
    retryAfter: retryAfterOf(error.headers, now),
  });
};
