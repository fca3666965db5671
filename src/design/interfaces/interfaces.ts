import { z } from 'zod';
import type { Design } from '../../stages/design.ts';
import { formatFigure } from '../../weighing/format-figure.ts';
import { type CallRates, callRatesOf } from '../call-rates.ts';
import { callerLimitOf, callerMargin, loginOf, lowestCallerLimit, schemeOf } from '../data/access.ts';
import { tablesIn } from '../data/schema-file.ts';
import { listed } from '../labels.ts';
import { openapiFileOf, pageSize } from './openapi.ts';
import { type Resource, resourcesOf } from './operations.ts';

/** What the template `design-interfaces` can name. */
export const interfacesView = z.strictObject({
  /** Why there are no operations; empty where there are. */
  gap: z.string(),
  style: z.string(),
  operations: z.array(
    z.strictObject({
      method: z.string(),
      path: z.string(),
      does: z.string(),
      event: z.string(),
      requirements: z.string(),
    }),
  ),
  access: z.string(),
  limit: z.string(),
  /** Functional requirements that no operation answers to. */
  untraced: z.array(z.strictObject({ id: z.string(), text: z.string() })),
  /** Relative to the design document; empty where there is none. */
  openapi_file: z.string(),
  assumptions: z.array(z.string()),
  questions: z.array(z.string()),
});
export type InterfacesView = z.output<typeof interfacesView>;

const styleOf = (design: Design): string => {
  const chosen = design.decided.find(({ decision }) => decision.id === 'api-style')?.chosen;
  if (chosen === null || chosen === undefined)
    return 'No style of interface is decided; the operations are written as HTTP, which any style has to cover.';
  return chosen.id === 'rest'
    ? `The operations below are the interface in the chosen style, ${chosen.name}.`
    : `The chosen style is ${chosen.name}. The operations below say what it has to cover, written as HTTP so that they can be checked; they are not the contract that callers build against.`;
};

const accessOf = (design: Design): string => {
  const scheme = schemeOf(design);
  if (scheme !== null)
    return `Callers prove who they are by ${words[scheme.scheme.type ?? ''] ?? scheme.name} (${scheme.from}).`;
  const settled = loginOf(design);
  return settled === null
    ? 'Nothing says how callers prove who they are, so the operations bear no security scheme yet: nothing of this may go into use before that is answered.'
    : `It is answered how people prove who they are (“${settled}”), not what a request carries to show it, so the operations bear none yet.`;
};

const words: Readonly<Record<string, string>> = {
  mutualTLS: 'a client certificate',
  http: 'a credential in the Authorization header',
  apiKey: 'a key or cookie that goes with each request',
};

/** ", beside the stream from Meter gateway to Readings (2.2k/s), which calls no operation". */
const besideText = ({ streamed }: CallRates): string =>
  streamed === null ? '' : `, beside what comes from ${streamed.flows.join(' and ')} and calls no operation`;

const limitOf = (design: Design): string => {
  const calls = callRatesOf(design);
  const limit = callerLimitOf(design);
  const whole =
    calls === null
      ? ''
      : `All callers together make ${formatFigure(calls.peak, 'requests/s')} at peak${besideText(calls)}. `;
  return limit === null
    ? `${whole}How much one of them may ask for is open: the file does not say how many requests one caller makes.`
    : `${whole}One user makes ${formatFigure(limit.average, 'count')} a minute at peak; beyond ${limit.limit} a minute the answer is 429 with Retry-After.`;
};

const operationRows = (resources: readonly Resource[]): InterfacesView['operations'] =>
  resources.flatMap(({ operations }) =>
    operations.map(({ method, path, summary, command, requirements }) => ({
      method: method.toUpperCase(),
      path,
      does: summary,
      event: command?.event ?? '',
      requirements: requirements.join(', '),
    })),
  );

const questionsOf = (design: Design, resources: readonly Resource[]): string[] => {
  const unborn = resources.filter(({ operations }) => operations.every(({ kind }) => kind !== 'create'));
  const changing = resources.filter(({ operations }) => operations.some(({ kind }) => kind === 'change'));
  const login = loginOf(design);
  return [
    ...(schemeOf(design) === null
      ? [
          login === null
            ? 'How do callers prove who they are: OpenID Connect, API keys, client certificates?'
            : `What does a request carry to show the login (“${login}”): an access token, a session cookie, a client certificate?`,
        ]
      : []),
    ...(unborn.length === 0
      ? []
      : [
          `What brings a new ${listed(unborn.map(({ entity }) => entity.name)).replace(/ and /g, ' or a new ')} about? No command of the file does.`,
        ]),
    ...(changing.length === 0
      ? []
      : [
          `What do the commands that change ${listed(changing.map(({ entity }) => entity.name))} need to be told beside the id? The file gives them no arguments, so their requests have no body.`,
        ]),
  ];
};

const untracedOf = (design: Design, resources: readonly Resource[]): InterfacesView['untraced'] => {
  const traced = new Set(
    resources.flatMap(({ operations }) => operations.flatMap(({ requirements }) => requirements)),
  );
  return design.analysis.requirements.functional
    .filter(({ id, priority }) => priority !== 'wont' && !traced.has(id))
    .map(({ id, text }) => ({ id, text }));
};

const assumptionsOf = (design: Design): string[] => [
  `A page of a list holds ${pageSize.standard} and at most ${pageSize.most}.`,
  'Paths follow the names of entities and commands in the file.',
  ...(callerLimitOf(design) === null
    ? []
    : [
        `One caller may make ${callerMargin} times the requests of an average user at peak, and never fewer than ${lowestCallerLimit} a minute.`,
      ]),
];

/** The interfaces section: what callers can do, and what the file leaves open about it. Pure. */
export const interfacesOf = (design: Design): InterfacesView => {
  const { requirements } = design.analysis;
  const resources = resourcesOf(requirements, tablesIn(design));
  if (resources.length === 0)
    return {
      gap: `The requirements name no entity with commands, so there are no operations and no OpenAPI document. The question for it: which things can a caller of ${requirements.system} change, and by which commands?`,
      style: '',
      operations: [],
      access: '',
      limit: '',
      untraced: [],
      openapi_file: '',
      assumptions: [],
      questions: [],
    };
  return {
    gap: '',
    style: styleOf(design),
    operations: operationRows(resources),
    access: accessOf(design),
    limit: limitOf(design),
    untraced: untracedOf(design, resources),
    openapi_file: openapiFileOf(design)?.path ?? '',
    assumptions: assumptionsOf(design),
    questions: questionsOf(design, resources),
  };
};
