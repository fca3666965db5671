import { z } from 'zod';
import type { Requirements } from '../../model/requirements.ts';
import { schemeOf } from '../data/access.ts';
import { ownersOf } from '../owners.ts';
import { chosenOf, isGuarded, namesOf, type Sight } from '../sight.ts';
import { ownersApart } from '../store.ts';

/** Where something crosses between the system and people or systems outside. */
export const boundaryView = z.strictObject({
  from: z.string(),
  to: z.string(),
  what: z.string(),
  protocol: z.string(),
  encrypted: z.string(),
});
export type BoundaryView = z.output<typeof boundaryView>;

/** A secret of this design, what it opens and which part holds it. */
export const secretView = z.strictObject({ secret: z.string(), opens: z.string(), holder: z.string() });
export type SecretView = z.output<typeof secretView>;

type Flow = Requirements['flows'][number];

/** A flow with one end outside, and which end that is. */
export type Crossing = Flow & {
  readonly outside: string;
  readonly inside: string;
  readonly arrives: boolean;
  /** As the file names it; null where it does not. */
  readonly protocol: string | null;
  readonly person: boolean;
};

const insideNames = (requirements: Requirements): ReadonlySet<string> =>
  new Set([requirements.system, ...ownersOf(requirements), ...requirements.entities.map(({ name }) => name)]);

/** Flows of the file between the system and what is outside. Pure. */
export const crossingsOf = ({ requirements }: Sight): readonly Crossing[] => {
  const inside = insideNames(requirements);
  const people = new Set(requirements.stakeholders.map(({ role }) => role));
  const systems = new Map(requirements.external_systems.map(one => [one.name, one]));
  const isOutside = (name: string): boolean => people.has(name) || systems.has(name) || !inside.has(name);
  return requirements.flows
    .filter(({ from, to }) => isOutside(from) !== isOutside(to))
    .map(flow => {
      const arrives = isOutside(flow.from);
      const outside = arrives ? flow.from : flow.to;
      return {
        ...flow,
        outside,
        inside: arrives ? flow.to : flow.from,
        arrives,
        protocol: systems.get(outside)?.protocol ?? null,
        person: people.has(outside),
      };
    });
};

const encrypting = /\b(?:https|tls|mtls|ssl|sftp|ssh|ftps|wss|amqps|mqtts|smtps|ldaps)\b/iu;
const plain = /\b(?:smtp|http|ftp|mqtt|amqp|mq|ldap|ws|telnet|jdbc|odbc|tcp|udp|imap|pop3)\b/iu;

/** Whether a protocol encrypts by its own name; null where its name does not say. */
export const encrypts = (protocol: string): boolean | null =>
  encrypting.test(protocol) ? true : plain.test(protocol) ? false : null;

const encryptionText = ({ person, arrives, protocol }: Crossing, sight: Sight): string => {
  const ends = sight.parts.find(({ name }) => name === sight.entrance);
  if (protocol === null && person && arrives)
    return /^Ends TLS\b/u.test(ends?.responsibility ?? '')
      ? `yes, up to ${sight.entrance}, which ends TLS`
      : 'not said';
  if (protocol === null) return 'not said';
  switch (encrypts(protocol)) {
    case true:
      return 'yes, by the protocol';
    case false:
      return 'only if both ends insist on TLS';
    default:
      return 'not said';
  }
};

const whatOf = ({ kind, rate, direction }: Crossing): string =>
  [
    kind ?? 'not said',
    ...(direction === 'two-way' ? ['both ways'] : []),
    ...(rate === undefined ? [] : [rate.text]),
  ].join(', ');

/** Flows that cross the system's border, and external systems that no flow names. Pure. */
export const boundariesOf = (sight: Sight): readonly BoundaryView[] => {
  const crossings = crossingsOf(sight);
  const named = new Set(crossings.map(({ outside }) => outside));
  const style = chosenOf(sight.design, 'api-style');
  return [
    ...crossings.map(one => ({
      from: one.from,
      to: one.to,
      what: whatOf(one),
      protocol: one.protocol ?? (one.person && style !== null ? `${style.name} (proposed)` : 'not said'),
      encrypted: encryptionText(one, sight),
    })),
    ...sight.requirements.external_systems
      .filter(({ name }) => !named.has(name))
      .map(({ name, protocol }) => ({
        from: sight.requirements.system,
        to: name,
        what: 'no flow is named',
        protocol: protocol ?? 'not said',
        encrypted:
          protocol !== undefined && encrypts(protocol) === true ? 'yes, by the protocol' : 'not said',
      })),
  ];
};

/** Protocols in which the other side calls this one, so that it has to prove itself. */
export const callsBack = (protocol: string | null): boolean =>
  /\b(?:webhooks?|callbacks?)\b/iu.test(protocol ?? '');

const holderOf = (sight: Sight, external: string): string =>
  crossingsOf(sight).find(({ outside }) => outside === external)?.inside ?? sight.requirements.system;

const externalSecrets = (sight: Sight): SecretView[] =>
  sight.requirements.external_systems.flatMap(({ name, protocol }) => [
    {
      secret: `Credential for ${name}`,
      opens: protocol ?? 'protocol not said',
      holder: holderOf(sight, name),
    },
    ...(callsBack(protocol ?? null)
      ? [
          {
            secret: `Key that checks the calls of ${name}`,
            opens: `nothing; whoever has it can pretend to be ${name}`,
            holder: holderOf(sight, name),
          },
        ]
      : []),
  ]);

/** Parts that an arrow of the picture of containers joins to one. */
const joinedTo = ({ design, requirements }: Sight, id: string): string => {
  const { containers, edges } = design.containers;
  const names = edges
    .filter(({ to }) => to === id)
    .flatMap(({ from }) => containers.find(one => one.id === from)?.name ?? []);
  return names.length === 0 ? requirements.system : [...new Set(names)].join(', ');
};

const partSecrets = (sight: Sight): SecretView[] => {
  const owners = ownersOf(sight.requirements);
  const apart = ownersApart(sight.design) && owners.length > 1;
  const following = /\b(?:standby|replica|read model)\b/iu;
  return sight.parts
    .filter(
      ({ kind, name }) =>
        ['database', 'queue', 'stream', 'cache', 'object-store'].includes(kind) && !following.test(name),
    )
    .filter(({ technology }) => technology !== 'SQLite')
    .map(({ name, technology, id }) => ({
      secret:
        apart && id.startsWith('primary-store.')
          ? `${owners.length} roles, one for each owner`
          : `Access to ${name}`,
      opens: technology === '' || technology === name ? name : `${name} (${technology})`,
      holder: apart && id.startsWith('primary-store.') ? owners.join(', ') : joinedTo(sight, id),
    }));
};

const accessSecrets = (sight: Sight): SecretView[] => {
  const scheme = schemeOf(sight.design)?.name;
  const issuer =
    sight.parts.find(({ id }) => id.startsWith('authentication.'))?.name ?? 'the issuer of tokens';
  const people = sight.requirements.system;
  switch (scheme) {
    case 'accessToken':
      return [
        {
          secret: 'Signing key of the access tokens',
          opens: 'every operation, in any name',
          holder: `${issuer} alone`,
        },
      ];
    case 'sessionCookie':
      return [{ secret: 'Key of the session cookies', opens: 'every session', holder: people }];
    case 'apiKey':
      return [
        {
          secret: 'Keys of the callers, kept as hashes',
          opens: 'the operations of each caller',
          holder: sight.store,
        },
      ];
    case 'clientCertificate':
      return [
        {
          secret: 'Key of the authority that issues client certificates',
          opens: 'every operation, in any name',
          holder: issuer,
        },
      ];
    default:
      return [];
  }
};

const tlsSecrets = ({ parts }: Sight): SecretView[] =>
  parts
    .filter(({ kind, responsibility }) => kind === 'gateway' && /\bTLS\b/u.test(responsibility))
    .map(({ name }) => ({
      secret: 'Private key of the certificate',
      opens: 'what people send and get',
      holder: name,
    }));

const dataKeys = ({ requirements, store }: Sight): SecretView[] => {
  const secret = requirements.entities.filter(one => isGuarded(one) && one.classification === 'secret');
  return secret.length === 0
    ? []
    : [
        {
          secret: 'Data key of what is secret',
          opens: `${namesOf(secret)} in ${store}`,
          holder: 'the parts that show it',
        },
      ];
};

/** The secrets that this design needs, each by what it opens. Pure. */
export const secretsOf = (sight: Sight): readonly SecretView[] => [
  ...externalSecrets(sight),
  ...partSecrets(sight),
  ...accessSecrets(sight),
  ...tlsSecrets(sight),
  ...dataKeys(sight),
];
