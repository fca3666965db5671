import { counted, listed } from '../labels.ts';
import { type Assessed, confirmsOf, isGuarded, isShared, namesOf, type Sight } from '../sight.ts';
import { type Dialect, storeOf } from '../store.ts';
import { actorsOf } from './actors.ts';
import { type Crossing, callsBack, crossingsOf, encrypts } from './boundaries.ts';

/** External systems whose protocol does not encrypt by its own name, flows or not. */
const unencrypted = ({ requirements }: Sight): { readonly plain: string[]; readonly unsaid: string[] } => {
  const named = requirements.external_systems.map(({ name, protocol }) => ({
    name: `${name}${protocol === undefined ? '' : ` (${protocol})`}`,
    safe: protocol === undefined ? null : encrypts(protocol),
  }));
  return {
    plain: named.filter(({ safe }) => safe === false).map(({ name }) => name),
    unsaid: named.filter(({ safe }) => safe === null).map(({ name }) => name),
  };
};

/** A field of text whose value would betray somebody; what is secret comes first. */
const telling = (sight: Sight): string | undefined =>
  sight.tables
    .filter(({ entity }) => isGuarded(entity))
    .toSorted(
      (a, b) => Number(b.entity.classification === 'secret') - Number(a.entity.classification === 'secret'),
    )
    .flatMap(({ entity, columns, key }) =>
      columns
        .filter(({ name, origin, type }) => origin === 'field' && name !== key.name && type.kind === 'text')
        .filter(({ label }) => !isShared(label))
        .map(({ label }) => `${label} of ${entity.name}`),
    )[0];

/** A04: what lies and travels in the clear. */
export const cryptographyRisk = (sight: Sight): Assessed => {
  const { plain, unsaid } = unencrypted(sight);
  const { guarded, store, requirements } = sight;
  if (guarded.length === 0 && plain.length === 0 && unsaid.length === 0)
    return {
      missing:
        'the file classifies no data as personal or secret and names no protocol that travels in the clear',
      question: `Which data of ${requirements.system} is personal or secret, and over which protocols does it travel?`,
    };
  const sample = telling(sight);
  const secret = guarded.filter(({ classification }) => classification === 'secret');
  return {
    where: [
      ...(guarded.length === 0
        ? []
        : [
            `${namesOf(guarded)} ${guarded.length === 1 ? 'lies' : 'lie'} in ${store}, its copies and backups.`,
          ]),
      ...(plain.length === 0
        ? []
        : [`${listed(plain)} ${plain.length === 1 ? 'does' : 'do'} not encrypt unless told to.`]),
      ...(unsaid.length === 0
        ? []
        : [
            `Nothing tells whether ${listed(unsaid)} ${unsaid.length === 1 ? 'is' : 'are'} reached encrypted.`,
          ]),
    ].join(' '),
    control: [
      ...(guarded.length === 0
        ? []
        : [
            `Disks and backups of ${store} are encrypted${secret.length === 0 ? '' : `; ${namesOf(secret)} with a data key besides, so that a dump alone shows nothing`}.`,
          ]),
      ...(plain.length + unsaid.length === 0
        ? []
        : [
            `TLS with a checked certificate is a condition of every connection to ${listed([...plain, ...unsaid])}, not an offer.`,
          ]),
    ].join(' '),
    test: [
      ...(guarded.length === 0
        ? []
        : [
            `Search a raw copy of last night's backup for ${sample === undefined ? `a known value of ${guarded[0]?.name ?? ''}` : `a known ${sample}`}: no hit.`,
          ]),
      ...(plain.length + unsaid.length === 0
        ? []
        : [
            `Let a stand-in of ${listed([...plain, ...unsaid])} offer no TLS, then a wrong certificate: nothing is sent either time.`,
          ]),
    ].join(' '),
  };
};

const hostileQuery: Readonly<Record<Dialect, string>> = {
  postgresql: 'a quote with SQL behind it',
  sqlite: 'a quote with SQL behind it',
  cockroachdb: 'a quote with SQL behind it',
  clickhouse: 'a quote with SQL behind it',
  mongodb: 'an object with an operator in place of the value',
  dynamodb: 'an expression in place of the value',
};

type Outlet = { readonly name: string; readonly hostile: string };

/** Where text goes on from the store, and what would be an instruction there. */
const outletsOf = (sight: Sight): Outlet[] => {
  const { functional, external_systems } = sight.requirements;
  const { dialect, name } = storeOf(sight.design);
  const sheet = functional.find(
    ({ text, priority }) => priority !== 'wont' && /\b(?:csv|spreadsheet|excel)\b/iu.test(text),
  );
  return [
    ...(dialect === null ? [] : [{ name: `queries of ${name}`, hostile: hostileQuery[dialect] }]),
    ...(sheet === undefined
      ? []
      : [{ name: `the table of ${sheet.id}`, hostile: '=1+1, which a spreadsheet would compute' }]),
    ...external_systems.flatMap(({ name: external, protocol }) => {
      const said = `${external} ${protocol ?? ''}`;
      if (/\b(?:smtp|e-?mail|mail)\b/iu.test(said))
        return [{ name: `mail to ${external}`, hostile: 'a line break with “Bcc:” behind it' }];
      if (/\b(?:xml|20022)\b/iu.test(said))
        return [{ name: `messages to ${external}`, hostile: '</a> and &x; of XML' }];
      return [];
    }),
  ];
};

/** A05: text that others write, and who reads it as instructions. */
export const injectionRisk = (sight: Sight): Assessed => {
  const fields = sight.tables.flatMap(({ entity, columns, key }) =>
    columns
      .filter(
        ({ origin, type, name }) =>
          origin === 'field' && name !== key.name && (type.kind === 'text' || type.kind === 'json'),
      )
      .filter(({ label }) => !isShared(label))
      .map(({ label }) => `${entity.name}.${label}`),
  );
  const bare = sight.requirements.entities.filter(one => Object.keys(one.fields ?? {}).length === 0);
  const outlets = outletsOf(sight);
  if (fields.length === 0)
    return {
      missing: 'the file names no field of text that a caller writes',
      question:
        bare.length === 0
          ? 'Which texts do callers write, and where are they shown or sent?'
          : `Which fields ${bare.length === 1 ? 'does' : 'do'} ${namesOf(bare)} have, and who writes them?`,
    };
  return {
    where: [
      `${counted(fields.length, 'field')} of text: ${listed(fields)}.`,
      ...(outlets.length === 0 ? [] : [`They go on into ${listed(outlets.map(({ name }) => name))}.`]),
      ...(bare.length === 0 ? [] : [`Those of ${namesOf(bare)} are not named.`]),
    ].join(' '),
    control:
      'Values are bound as parameters and quoted for each of these outlets by its own writer, never joined into text.',
    test: `Write into each of the ${fields.length}: ${[...new Set(outlets.map(({ hostile }) => hostile)), 'a script tag'].join('; ')}. It comes back letter for letter, and nothing else happens.`,
  };
};

const proofOf = ({ protocol, kind, outside }: Crossing): string => {
  if (callsBack(protocol)) return `a signature over the body of each call of ${outside}`;
  if (kind === 'file') return `a signature or checksum and a running number of each file of ${outside}`;
  return `a credential of ${outside} and an id of each message`;
};

/** A08: what comes in from other systems, and what a release is. */
export const integrityRisk = (sight: Sight): Assessed => {
  const incoming = crossingsOf(sight).filter(
    ({ person, arrives, direction }) => !person && (arrives || direction === 'two-way'),
  );
  const release = confirmsOf(sight.design, 'delivery', /signed|approval|author/iu);
  if (incoming.length === 0)
    return {
      missing: 'the file names no flow in which another system sends something in',
      question: `Does any system send data or calls to ${sight.requirements.system}, and how is it known to be genuine?`,
    };
  const outside = [...new Set(incoming.map(one => one.outside))];
  const effects = sight.operations.filter(operation =>
    actorsOf(sight.requirements, operation).some(({ who }) => who !== null && outside.includes(who)),
  );
  return {
    where: `${incoming.map(({ outside: from, inside, kind, rate, protocol }) => `${from} → ${inside} (${[kind, protocol, rate?.text].filter(one => one !== undefined && one !== null).join(', ')})`).join('; ')}.${effects.length === 0 ? '' : ` On it hangs: ${listed(effects.map(({ summary }) => summary))}.`}`,
    control: `Checked before anything is done: ${incoming.map(proofOf).join('; ')}. What was processed is remembered by its id and not processed again.`,
    test: [
      `Send one real message of ${listed(outside)} a second time, then with one byte changed, then unsigned: all three change nothing${effects.length === 0 ? '' : ` (no ${effects[0]?.command?.event ?? ''})`} and are logged.`,
      ...release,
    ].join(' '),
  };
};
