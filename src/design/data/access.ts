import type { Design } from '../../stages/design.ts';
import { capacityDefaults } from '../../weighing/capacity.ts';

/** How callers prove who they are, as far as the file or a decision names it. */
export type Scheme = {
  readonly name: string;
  readonly scheme: Readonly<Record<string, string>>;
  /** Where it is said. */
  readonly from: string;
};

type Known = { readonly pattern: RegExp; readonly name: string; readonly scheme: Scheme['scheme'] };

const known: readonly Known[] = [
  {
    pattern: /\bmutual tls\b|\bmtls\b|\bclient certificates?\b/iu,
    name: 'clientCertificate',
    scheme: { type: 'mutualTLS' },
  },
  {
    pattern:
      /\boauth\b|\boauth ?2(?:\.\d)?\b|\bopenid\b|\boidc\b|\bjwts?\b|\bbearer tokens?\b|\baccess tokens?\b/iu,
    name: 'accessToken',
    scheme: { type: 'http', scheme: 'bearer' },
  },
  {
    pattern: /\bapi[ -]?keys?\b/iu,
    name: 'apiKey',
    scheme: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
  },
  {
    pattern: /\bsession cookies?\b/iu,
    name: 'sessionCookie',
    scheme: { type: 'apiKey', in: 'cookie', name: 'session' },
  },
  { pattern: /\bbasic auth(?:entication)?\b/iu, name: 'basic', scheme: { type: 'http', scheme: 'basic' } },
];

type Said = { readonly text: string; readonly from: string };

const settledIn = ({ analysis }: Design): Said[] =>
  analysis.requirements.decided.map(({ question, answer }) => ({
    text: `${question} ${answer}`,
    from: `settled before: ${answer}`,
  }));

const saidIn = ({ analysis }: Design): Said[] => [
  ...analysis.requirements.functional
    .filter(({ priority }) => priority !== 'wont')
    .map(({ id, text }) => ({ text, from: id })),
  ...analysis.requirements.constraints.map(({ id, text }) => ({ text, from: id })),
];

const bearer = { name: 'accessToken', scheme: { type: 'http', scheme: 'bearer' } };
/** What the options of the catalogue's decision on authentication put into a request, where that follows. */
const chosenSchemes: Readonly<Record<string, Pick<Scheme, 'name' | 'scheme'>>> = {
  'own-accounts': { name: 'sessionCookie', scheme: { type: 'apiKey', in: 'cookie', name: 'session' } },
  'managed-idp': bearer,
  'self-hosted-idp': bearer,
  'machine-credentials': { name: 'apiKey', scheme: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
};

const named = (said: readonly Said[]): Scheme | null => {
  for (const { text, from } of said) {
    const found = known.find(({ pattern }) => pattern.test(text));
    if (found !== undefined) return { name: found.name, scheme: found.scheme, from };
  }
  return null;
};

const authenticationIn = ({ decided }: Design) =>
  decided.find(({ decision }) => decision.id === 'authentication');

const decidedScheme = (design: Design): Scheme | null => {
  const made = authenticationIn(design);
  const scheme = chosenSchemes[made?.chosen?.id ?? ''];
  return made === undefined || scheme === undefined
    ? null
    : { ...scheme, from: `decision ${made.decision.title}: ${made.chosen?.name ?? ''}` };
};

const settledLogin = ({ analysis }: Design): string | null =>
  analysis.requirements.decided.find(({ question }) =>
    /\bauthenticat|\blog ?in\b|\bsign ?in\b/iu.test(question),
  )?.answer ?? null;

/** What was settled before counts first, then what the file says, then what is decided here; null where none names one. */
export const schemeOf = (design: Design): Scheme | null => {
  const settled = named(settledIn(design));
  if (settled !== null || settledLogin(design) !== null) return settled;
  return named(saidIn(design)) ?? decidedScheme(design);
};

/** How people log in, where that is answered without saying what a request carries; null where nothing is. */
export const loginOf = (design: Design): string | null =>
  settledLogin(design) ?? authenticationIn(design)?.chosen?.name ?? null;

/** A caller may make this many times the requests of an average one at peak: our own, an assumption of the document. */
export const callerMargin = 10;
/** Below this many a minute a page with several requests would run into the limit: our own as well. */
export const lowestCallerLimit = 60;

/** Requests of one user a minute at peak, and what to refuse beyond; null where the file counts no users. */
export const callerLimitOf = ({
  analysis,
}: Design): { readonly average: number; readonly limit: number } | null => {
  const { load } = analysis.requirements;
  if (load?.requests_per_user_day === undefined) return null;
  const factor = load.peak_factor?.value ?? capacityDefaults.peakFactor;
  const average = (load.requests_per_user_day.value * factor) / (24 * 60);
  return { average, limit: Math.max(Math.ceil(average * callerMargin), lowestCallerLimit) };
};
