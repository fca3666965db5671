import { problem } from '../../model/problem.ts';
import type { Environment } from '../browser/places.ts';

/** Whom to ask, and with what. Neither key nor address with a password is ever shown. */
export type Credentials = {
  readonly kind: 'ANTHROPIC_API_KEY' | 'ANTHROPIC_AUTH_TOKEN';
  readonly secret: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** As messages call it: `api.anthropic.com`. */
  readonly host: string;
};

const standardUrl = 'https://api.anthropic.com';

const said = (env: Environment, name: string): string | null => {
  const value = env[name]?.trim() ?? '';
  return value === '' ? null : value;
};

/** Whether a model can be asked at all: what `--architect auto` goes by. */
export const hasCredentials = (env: Environment): boolean =>
  said(env, 'ANTHROPIC_API_KEY') !== null || said(env, 'ANTHROPIC_AUTH_TOKEN') !== null;

const addressOf = (env: Environment): URL => {
  const text = said(env, 'ANTHROPIC_BASE_URL') ?? standardUrl;
  const refuse = (message: string, expected: string): never => {
    throw problem({
      code: 'bad-base-url',
      message: `ANTHROPIC_BASE_URL ${message}`,
      expected,
      hint: 'set it as docs/local-models.md shows, or unset it to ask api.anthropic.com',
    });
  };
  const url = URL.canParse(text) ? new URL(text) : refuse('is not an address', 'http://127.0.0.1:11434');
  if (!/^https?:$/.test(url.protocol)) refuse(`begins with ${url.protocol}`, 'http: or https:');
  if (url.username !== '' || url.password !== '') {
    refuse('holds a user or a password', 'an address without them; the key goes into ANTHROPIC_AUTH_TOKEN');
  }
  if (/\/v1\/?$/.test(url.pathname)) {
    refuse(
      'ends in /v1',
      `${url.origin}${url.pathname.replace(/\/v1\/?$/, '')}: /v1/messages is added to it`,
    );
  }
  return url;
};

const isHeaderValue = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

/** Throws a Problem with exit code 3 without a key, and with 2 where the address is none. */
export const credentialsOf = (env: Environment): Credentials => {
  const url = addressOf(env);
  const kind = said(env, 'ANTHROPIC_API_KEY') === null ? 'ANTHROPIC_AUTH_TOKEN' : 'ANTHROPIC_API_KEY';
  const secret = said(env, kind);
  if (secret === null) {
    throw problem(
      {
        code: 'no-credentials',
        message: 'a model would have to be asked, and there are no credentials',
        expected: 'ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN in the environment',
        hint: 'set one of them and run the same command again; --architect catalogue needs none, and a model of your own is asked as docs/local-models.md shows',
      },
      3,
    );
  }
  if (!isHeaderValue(secret)) {
    throw problem(
      {
        code: 'wrong-key',
        message: `${kind} holds characters that no key has, such as spaces or line breaks`,
        hint: 'copy the key again, without quotes',
      },
      3,
    );
  }
  return {
    kind,
    secret,
    baseUrl: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    host: url.host,
  };
};

/** Values of the environment that nobody may see. */
const secretsOf = (env: Environment): readonly string[] => [
  ...['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'].flatMap(name => said(env, name) ?? []),
  // The SDK sends these as headers: `name: value`, one a line.
  ...(env.ANTHROPIC_CUSTOM_HEADERS ?? '')
    .split('\n')
    .flatMap(line => /:\s*(\S.*?)\s*$/.exec(line)?.[1] ?? []),
];

/** Keys for servers at home are often one short word, which a text may hold by chance. */
const shortest = 12;

/** Takes keys out of a text that came from outside: a server may send back what it was sent. */
export const redactor = (env: Environment): ((text: string) => string) => {
  const secrets = secretsOf(env).filter(({ length }) => length >= shortest);
  return text => secrets.reduce((left, secret) => left.replaceAll(secret, '[key]'), text);
};
