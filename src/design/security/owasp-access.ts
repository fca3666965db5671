import { loginOf, schemeOf } from '../data/access.ts';
import { counted, listed } from '../labels.ts';
import {
  type Assessed,
  chosenOf,
  confirmsOf,
  isGuarded,
  namesOf,
  ownFieldOf,
  type Sight,
  sentence,
  withArticle,
} from '../sight.ts';
import { crossingsOf } from './boundaries.ts';
import { countUngranted } from './rights.ts';

const takesId = ({ path }: { readonly path: string }): boolean => path.includes('{id}');

/** What keeps one caller from another's rows: the field that says whose they are, where there is one. */
const ownershipOf = (
  sight: Sight,
): { readonly kept: string[]; readonly open: string[]; readonly test: string } => {
  const guarded = sight.resources.filter(({ entity }) => isGuarded(entity));
  const owned = guarded.flatMap(({ entity, table, operations }) => {
    const own = ownFieldOf(sight.requirements, table);
    return own === null ? [] : [{ entity, own, many: operations.filter(takesId).length }];
  });
  const [first] = owned;
  return {
    kept: owned.map(({ entity, own }) =>
      entity.name === own.role
        ? `${sentence(withArticle(own.role)).slice(0, -1)} reaches only the row that is their own.`
        : `${sentence(withArticle(own.role)).slice(0, -1)} reaches ${withArticle(entity.name)} only where its ${own.column.label} is theirs.`,
    ),
    open: guarded
      .filter(({ entity }) => owned.every(one => one.entity !== entity))
      .map(({ entity }) => entity.name),
    test:
      first === undefined
        ? ''
        : `As one ${first.own.role}, call each of the ${counted(first.many, 'operation')} on ${first.entity.name} with another ${first.own.role}'s id: 404 each time.`,
  };
};

/** A01: who reaches what, by operation and by row. */
export const accessRisk = (sight: Sight): Assessed => {
  const { operations, requirements, design } = sight;
  if (operations.length === 0)
    return {
      missing: 'the file names no commands and no entities that they change',
      question: `Which things of ${requirements.system} can a caller change, and who may?`,
    };
  const byId = operations.filter(takesId);
  const guarded = byId.filter(({ entity }) => isGuarded(entity));
  const { kept, open, test } = ownershipOf(sight);
  const callers = requirements.stakeholders.length + 1;
  const ungranted = countUngranted(sight);
  return {
    where: `${byId.length} of ${counted(operations.length, 'operation')} take an id, ${guarded.length} of them that of ${listed([...new Set(guarded.map(({ entity }) => entity.name))]) || 'nothing that is personal or secret'}.${ungranted === 0 ? '' : ` For ${ungranted} no requirement says who may.`}`,
    control: [
      'What the table of rights does not give is refused.',
      ...kept,
      ...(open.length === 0
        ? []
        : [
            `Which field says whose ${listed(open)} it is? Until then only ${chosenOf(design, 'tenancy') === null ? 'roles' : 'roles and organisations'} tell rows apart.`,
          ]),
    ].join(' '),
    test: [
      test,
      `Call all ${operations.length} ${callers === 1 ? '' : `as each of ${counted(callers - 1, 'role')} and `}without signing in: of ${operations.length * callers} calls only those pass that the table of rights gives.`,
      ...confirmsOf(design, 'decomposition', /credentials|role fails|role opens/iu),
      ...confirmsOf(design, 'authorization', /no policy|decision in the log|withdraws|without a caller/iu),
      ...confirmsOf(
        design,
        'tenancy',
        /two tenants|without a tenant|tenant's credentials|database of another/iu,
      ),
    ]
      .filter(text => text !== '')
      .join(' '),
  };
};

const reachableOf = ({ parts }: Sight): string[] =>
  parts
    .filter(({ kind, name }) => ['gateway', 'web'].includes(kind) || /^identity provider$/iu.test(name))
    .map(({ name }) => name);

/** A02: what is open to the outside, and what keeps the rest shut. */
export const misconfigurationRisk = (sight: Sight): Assessed => {
  const { parts, requirements, design } = sight;
  const open = reachableOf(sight);
  if (parts.length < 2)
    return {
      missing: 'no part of the system is decided yet',
      question: `On what does ${requirements.system} run, and which of it is reached from outside?`,
    };
  const inner = parts.filter(({ name }) => !open.includes(name));
  const region = requirements.constraints.find(({ forbids }) => forbids?.includes('non-eu'));
  return {
    where: `${open.length === 0 ? 'No part is a gateway, so the code itself meets the outside' : `Only ${listed(open)} should be reached from outside`}; behind it stand ${namesOf(inner)}.`,
    control: [
      'Each of them takes connections from the parts that an arrow joins to it and from nobody else.',
      ...(region === undefined
        ? []
        : [`The region is fixed in code, for logs and backups too (${region.id}).`]),
    ].join(' '),
    test: [
      `Scan the addresses of all ${counted(parts.length, 'part')} from outside: ${open.length === 0 ? 'one port answers' : `${listed(open)} ${open.length === 1 ? 'answers' : 'answer'}`}, nothing else.`,
      ...confirmsOf(design, 'compute', /public port|wildcard|non-root|another region|network policy/iu),
      ...confirmsOf(design, 'authentication', /settings|live realm/iu),
      ...confirmsOf(design, 'caching', /shared cache|cached by cookie/iu),
    ].join(' '),
  };
};

/** Products that somebody has to update, by the name that starts a technology; other technologies are kinds of things. */
const knownProducts =
  /\b(?:PostgreSQL|SQLite|MongoDB|CockroachDB|ClickHouse|Keycloak|RabbitMQ|Apache Kafka|Valkey or Redis|Caddy|HAProxy|Envoy|Debezium|Kubernetes|tRPC|Open Policy Agent or Cedar agent|SpiceDB or OpenFGA)\b/u;
const productsOf = (parts: Sight['parts']): string[] => [
  ...new Set(parts.flatMap(({ technology }) => knownProducts.exec(technology)?.[0] ?? [])),
];

const languages =
  /^(?:typescript|javascript|java|kotlin|python|go|golang|c#|csharp|\.?net|dotnet|ruby|php|rust|elixir|scala|swift|clojure|c\+\+)$/iu;

const spokenLanguage = ({ requirements }: Sight): string | null =>
  requirements.decided.find(({ question }) => /\blanguage\b/iu.test(question))?.answer ?? null;

const packagesOf = ({ requirements }: Sight, language: string | null): string => {
  if (language !== null) return `The packages of ${language} come on top.`;
  const known = Object.entries(requirements.team?.skills ?? {}).flatMap(([name, level]) =>
    languages.test(name) && level !== 'none' ? [name] : [],
  );
  return known.length === 0
    ? 'No language is decided, so its packages are not assessed.'
    : `No language is decided (the team knows ${listed(known)}), so its packages are not assessed.`;
};

/** A03: what comes from others, and how it gets into a release. */
export const supplyChainRisk = (sight: Sight): Assessed => {
  const { requirements, design, parts } = sight;
  const products = productsOf(parts);
  const language = spokenLanguage(sight);
  if (products.length === 0 && language === null)
    return {
      missing: 'no product and no language is decided that it is built from',
      question: 'Which language, and who keeps its packages up to date?',
    };
  const apart = requirements.constraints.find(({ text }) =>
    /\b(?:writes?|deploys?)\b.*\b(?:deploys?|writes?|code)\b/iu.test(text),
  );
  return {
    where: `${products.length === 0 ? 'The chosen options name kinds of parts and no product.' : `${counted(products.length, 'product')} of others, named by the chosen options: ${listed(products)}.`} ${packagesOf(sight, language)}`,
    control: [
      `${products.length === 0 ? 'Each package' : `${listed(products)} and each package`} ${products.length === 0 ? 'stands' : 'stand'} in the repository with version and checksum, and a release carries the list.`,
      ...(apart === undefined
        ? []
        : [`${apart.id}: “${apart.text}” The pipeline deploys what another person approved.`]),
    ].join(' '),
    test: [
      `Change the checksum of ${products[0] ?? 'one package'}: the release stops.`,
      ...confirmsOf(design, 'delivery', /signed|approval/iu),
      ...confirmsOf(design, 'authentication', /current one/iu),
      ...confirmsOf(design, 'compute', /standard support/iu),
    ].join(' '),
  };
};

/** A07: how people and systems prove who they are. */
export const authenticationRisk = (sight: Sight): Assessed => {
  const { design, requirements } = sight;
  const login = loginOf(design);
  const scheme = schemeOf(design);
  const proposed = chosenOf(design, 'authentication');
  if (login === null && scheme === null)
    return {
      missing: 'nothing says how anybody proves who they are',
      question: `How do people and systems sign in to ${requirements.system}?`,
    };
  const machines = [
    ...new Set(
      crossingsOf(sight)
        .filter(({ arrives, person, direction }) => !person && (arrives || direction === 'two-way'))
        .map(({ outside }) => outside),
    ),
  ];
  const roles = requirements.stakeholders.map(({ role }) => role);
  const checks = confirmsOf(design, 'authentication', /token|session|password|certificate|disables|route/iu);
  return {
    where: [
      roles.length === 0
        ? 'The file names no roles that sign in.'
        : `${counted(roles.length, 'role')} sign in: ${listed(roles)}.`,
      ...(machines.length === 0
        ? []
        : [`${listed(machines)} ${machines.length === 1 ? 'calls' : 'call'} in without a person.`]),
    ].join(' '),
    control: [
      sentence(login ?? scheme?.name ?? ''),
      ...(proposed === null || proposed.name === login
        ? []
        : [`Proposed for all others: ${sentence(proposed.name)}`]),
      ...(machines.length === 0
        ? []
        : ['Systems get a credential of their own each, never that of a person.']),
    ].join(' '),
    test:
      checks.length > 0
        ? checks.join(' ')
        : `Call each of the ${counted(sight.operations.length, 'operation')} without, with an expired and with a foreign credential: 401 each time.`,
  };
};
