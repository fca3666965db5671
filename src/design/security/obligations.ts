import { z } from 'zod';
import { listed, wordsOf } from '../labels.ts';
import { namesOf, placesBeside, type Sight } from '../sight.ts';

/** What a rule that the file names asks of this system, with the page that it was read on. */
export const obligationView = z.strictObject({
  rule: z.string(),
  asks: z.string(),
  here: z.string(),
  title: z.string(),
  url: z.string(),
  read: z.string(),
});
export type ObligationView = z.output<typeof obligationView>;

type Source = Pick<ObligationView, 'title' | 'url' | 'read'>;
type Obligation = {
  readonly asks: string;
  readonly source: Source;
  /** Null where nothing in this system meets it. */
  readonly here: (sight: Sight) => string | null;
};

const read = '2026-11-22';
const personalIn = ({ requirements }: Sight) =>
  requirements.entities.filter(({ classification }) => classification === 'personal');

const erasure = (sight: Sight): string | null => {
  const personal = personalIn(sight);
  if (personal.length === 0) return null;
  const kept = personal.filter(({ retention }) => retention !== undefined);
  const held = [sight.store, ...placesBeside(sight).map(({ name }) => name)];
  return [
    `${namesOf(personal)} in ${listed(held)}, and in backups until they expire.`,
    ...(kept.length === 0
      ? []
      : [
          `Which law asks for ${listed(kept.map(({ name, retention }) => `${name} over ${retention?.text}`))}? Without one, a request ends it sooner.`,
        ]),
  ].join(' ');
};

const protection = (sight: Sight): string | null => {
  const personal = personalIn(sight);
  return personal.length === 0
    ? null
    : `Encrypted at rest and on each crossing below: ${namesOf(personal)}. The restore test of ${sight.store} is the proof that it comes back.`;
};

const breach = ({ requirements: { team } }: Sight): string => {
  switch (team?.on_call) {
    case '24x7':
      return 'The clock starts when the one on call knows: the runbook names whom that person calls next.';
    case undefined:
      return 'Who notices at night is not said, so the clock may start late.';
    case 'none':
      return 'Nobody is on call (team.on_call: none): a breach can stay unseen until somebody happens to look, and the clock starts then.';
    default:
      return 'A breach of Friday evening is seen when office hours begin again (team.on_call: business-hours); the clock starts then.';
  }
};

const cardText = /\bcards?\b/iu;
const cardData = (sight: Sight): string | null => {
  const { constraints } = sight.requirements;
  const said = constraints.find(({ text }) => cardText.test(text));
  const stored = sight.requirements.entities.filter(({ name, fields }) =>
    cardText.test([name, ...Object.keys(fields ?? {})].join(' ')),
  );
  if (stored.length > 0)
    return `${namesOf(stored)} names card data: which of it is kept after the authorisation?`;
  return `${said === undefined ? 'The file does not say whether card data comes here.' : `${said.id}: “${said.text}”`} Test: no value of 13 to 19 digits that passes the Luhn check in a dump of ${sight.store}, its events and a day of logs after a test payment.`;
};

const logging = (sight: Sight): string | null =>
  sight.guarded.length === 0 ? null : `Reads and changes of ${namesOf(sight.guarded)} leave a line; see A09.`;

const incidents = ({ requirements: { team, quality } }: Sight): string =>
  `Each page of the burn-rate alerts below is a candidate${quality?.rto === undefined ? '' : `, and so is every outage beyond ${quality.rto.text}`}. Who classifies it${team?.on_call === '24x7' ? ' on a night shift' : ''} is not said.`;

const strongSignIn = ({ operations }: Sight): string | null => {
  const paying = operations.filter(
    ({ command, entity }) =>
      command !== null &&
      wordsOf(`${command.name} ${entity.name}`).some(word =>
        /^(?:pay|payments?|accounts?|transfers?)$/u.test(word),
      ),
  );
  return paying.length === 0
    ? null
    : `It bears on ${listed(paying.map(({ summary }) => summary))}, as far as a payer causes them: which party has checked the two factors, and how does it show here?`;
};

const obligations: readonly (readonly [RegExp, readonly Obligation[]])[] = [
  [
    /\b(?:gdpr|dsgvo|rgpd)\b/iu,
    [
      {
        asks: 'Art. 17: personal data without a ground to keep it is erased',
        source: {
          title: 'GDPRhub, Article 17',
          url: 'https://gdprhub.eu/index.php?title=Article_17_GDPR',
          read,
        },
        here: erasure,
      },
      {
        asks: 'Art. 32: encryption as appropriate, restoring in time, regular tests of both',
        source: {
          title: 'GDPRhub, Article 32',
          url: 'https://gdprhub.eu/index.php?title=Article_32_GDPR',
          read,
        },
        here: protection,
      },
      {
        asks: 'Art. 33: a breach is notified within 72 hours of becoming aware of it, where feasible',
        source: {
          title: 'GDPR, Article 33',
          url: 'https://gdprlearninghub.com/article-33-gdpr/',
          read,
        },
        here: breach,
      },
    ],
  ],
  [
    /\bpci\b/iu,
    [
      {
        asks: '3.3.1: sensitive authentication data is not retained after authorisation, even if encrypted',
        source: {
          title: 'PCI DSS 4.0, requirement 3.3.1',
          url: 'https://ce.prod.cloudaware.com/frameworks/pci-dss-v4.0/03/03/01',
          read,
        },
        here: cardData,
      },
    ],
  ],
  [
    /\bdora\b/iu,
    [
      {
        asks: 'Art. 19: major ICT-related incidents are reported to the authority: first, intermediate and final report',
        source: { title: 'DORA, Article 19', url: 'https://www.dora-info.eu/article-19', read },
        here: incidents,
      },
    ],
  ],
  [
    /\bpsd ?2\b/iu,
    [
      {
        asks: 'Art. 97: strong authentication where a payer reaches the account online, initiates a payment or risks fraud',
        source: {
          title: 'PSD2, Article 97',
          url: 'https://service.betterregulation.com/document/208856',
          read,
        },
        here: strongSignIn,
      },
    ],
  ],
  [
    /\bhipaa\b/iu,
    [
      {
        asks: '§ 164.312(b): activity in systems with health information is recorded and examined',
        source: {
          title: 'HIPAA technical safeguards, § 164.312',
          url: 'https://patient-protect.com/post/hipaa-technical-safeguards-a-complete-reference-164-312',
          read,
        },
        here: logging,
      },
    ],
  ],
];

const knownFor = (rule: string): readonly Obligation[] =>
  obligations.find(([pattern]) => pattern.test(rule))?.[1] ?? [];

/** What the rules of `compliance` ask of this system, as far as they are known here. Pure. */
export const obligationsOf = (sight: Sight): readonly ObligationView[] =>
  sight.requirements.compliance.flatMap(rule =>
    knownFor(rule).flatMap(({ asks, source, here }) => {
      const said = here(sight);
      return said === null ? [] : [{ rule, asks, here: said, ...source }];
    }),
  );

/** Rules of the file of which nothing is known here. Pure. */
export const unknownRules = ({ requirements }: Sight): readonly string[] =>
  requirements.compliance.filter(rule => knownFor(rule).length === 0);
