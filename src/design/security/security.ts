import { z } from 'zod';
import type { Entity } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import { formatFigure, formatGiven } from '../../weighing/format-figure.ts';
import { callRatesOf } from '../call-rates.ts';
import { callerLimitOf, callerMargin, loginOf, lowestCallerLimit } from '../data/access.ts';
import { listed } from '../labels.ts';
import { chosenOf, isGuarded, namesOf, placesBeside, type Sight, sentence, sightOf } from '../sight.ts';
import { ownersApart } from '../store.ts';
import { subscriptionsOf } from '../subscriptions.ts';
import { boundariesOf, boundaryView, crossingsOf, secretsOf, secretView } from './boundaries.ts';
import { obligationsOf, obligationView, unknownRules } from './obligations.ts';
import { owaspRisksOf, owaspSource, riskView } from './owasp.ts';
import { countUngranted, decidedRights, rightsOf, rightView } from './rights.ts';

/** What the template `design-security` can name. */
export const securityView = z.strictObject({
  authentication: z.string(),
  rights: z.array(rightView),
  /** How the table was read, and what was decided on rights and on keeping organisations apart. */
  rights_note: z.string(),
  risks: z.array(riskView),
  owasp: z.strictObject({ title: z.string(), url: z.string(), read: z.string() }),
  classes: z.array(
    z.strictObject({
      entity: z.string(),
      classification: z.string(),
      kept: z.string(),
      where: z.string(),
      leaves: z.string(),
      owed: z.string(),
    }),
  ),
  /** Where else the data lies, and how the other entities are classified. */
  classes_note: z.string(),
  obligations: z.array(obligationView),
  boundaries: z.array(boundaryView),
  secrets: z.array(secretView),
  limits: z.array(z.strictObject({ limit: z.string(), value: z.string(), formula: z.string() })),
  questions: z.array(z.string()),
});
export type SecurityView = z.output<typeof securityView>;

const authenticationOf = ({ design }: Sight): string => {
  const chosen = chosenOf(design, 'authentication');
  const login = loginOf(design);
  if (chosen !== null && login === chosen.name) return `${sentence(chosen.name)} ${sentence(chosen.summary)}`;
  if (login === null)
    return 'Nothing says how people or systems prove who they are; nothing of this may go into use before that is answered.';
  return chosen === null
    ? `Settled before: “${login}”`
    : `Settled before: “${login}” For those whom that does not cover, proposed: ${sentence(chosen.name)} ${sentence(chosen.summary)}`;
};

/** What the class, and a law that the file names, ask for. */
const owedFor = ({ requirements }: Sight, { classification, name }: Entity): string => {
  const referrers = requirements.entities.filter(
    one => one.name !== name && one.references?.includes(name) === true,
  );
  const law = requirements.compliance.find(rule => /\b(?:gdpr|dsgvo|rgpd)\b/iu.test(rule));
  return [
    classification === 'secret' ? 'a data key besides the encryption of the disk' : 'encryption at rest',
    ...(classification === 'personal' && law !== undefined
      ? [
          `${law}: erasable one by one${referrers.length === 0 ? '' : `, with what ${namesOf(referrers)} repeat${referrers.length === 1 ? 's' : ''} of it`}`,
        ]
      : []),
    ...(classification === 'secret' && law !== undefined ? [`${law}: does it tell of people?`] : []),
  ].join('; ');
};

const placesNote = (sight: Sight): string => {
  const beside = placesBeside(sight);
  return sight.guarded.length === 0 || beside.length === 0
    ? ''
    : `Beside ${sight.store} the same data lies in, or passes through, ${namesOf(beside)}.`;
};

const classRows = (sight: Sight): SecurityView['classes'] =>
  sight.guarded.map(entity => {
    const heard = subscriptionsOf(sight.requirements).filter(
      one => !one.inside && one.entities.includes(entity),
    );
    return {
      entity: entity.name,
      classification: entity.classification ?? '',
      kept: entity.retention?.text ?? 'not said',
      where:
        ownersApart(sight.design) && entity.owner !== undefined
          ? `${sight.store}, part of ${entity.owner}`
          : sight.store,
      owed: owedFor(sight, entity),
      leaves:
        heard.length === 0
          ? 'no event names it'
          : `events to ${listed([...new Set(heard.map(({ to }) => to))])}`,
    };
  });

const otherClasses = ({ requirements }: Sight): string => {
  const said = requirements.entities.filter(one => !isGuarded(one) && one.classification !== undefined);
  const unsaid = requirements.entities.filter(one => one.classification === undefined);
  return [
    ...said.map(({ name, classification }) => `${name} is ${classification}.`),
    ...(unsaid.length === 0
      ? []
      : [`${namesOf(unsaid)} ${unsaid.length === 1 ? 'is' : 'are'} not classified; internal is assumed.`]),
  ].join(' ');
};

const limitRows = (sight: Sight): SecurityView['limits'] => {
  const { design, requirements } = sight;
  const { load } = requirements;
  const caller = callerLimitOf(design);
  const peak = design.analysis.figures.find(({ id }) => id === 'peak-rate');
  const calls = callRatesOf(design);
  return [
    ...(caller === null || load?.requests_per_user_day === undefined
      ? []
      : [
          {
            limit: 'One signed-in caller',
            value: `${formatGiven(caller.limit, 'count')} a minute`,
            formula: `requests_per_user_day (${load.requests_per_user_day.text}) · peak_factor (${load.peak_factor?.text ?? '5, assumed'}) / 1,440 min: ${formatFigure(caller.average, 'count')} a minute; that · ${callerMargin}, and at least ${lowestCallerLimit} (both assumed)`,
          },
        ]),
    ...(peak === undefined || calls === null
      ? []
      : [
          {
            limit: 'All callers together',
            value: formatFigure(calls.peak, peak.unit),
            formula: `${peak.formula}${calls.streamed === null ? '' : ', less what streams bring'}, the peak that is planned for; beyond it new requests get 503 before accepted ones fail`,
          },
        ]),
    ...crossingsOf(sight)
      .filter(({ arrives, rate, person }) => arrives && rate !== undefined && !person)
      .map(({ outside, inside, rate }) => ({
        limit: `${outside} → ${inside}`,
        value: rate?.text ?? '',
        formula: 'the rate of the flow, as the file gives it',
      })),
  ];
};

const questionsOf = (sight: Sight): string[] => {
  const { requirements, design } = sight;
  const ungranted = countUngranted(sight);
  const unsaid = requirements.external_systems.filter(({ protocol }) => protocol === undefined);
  const strangers = [
    ...new Set(
      crossingsOf(sight)
        .filter(
          ({ person, protocol, outside }) =>
            !person && protocol === null && unsaid.every(({ name }) => name !== outside),
        )
        .map(({ outside }) => outside),
    ),
  ];
  return [
    ...(ungranted === 0 ? [] : [`Who may do what stands under “not said” in the table of rights?`]),
    ...(unsaid.length + strangers.length === 0
      ? []
      : [
          `Over which protocol, and with which proof of identity, ${unsaid.length + strangers.length === 1 ? 'does' : 'do'} ${listed([...unsaid.map(({ name }) => name), ...strangers])} connect?`,
        ]),
    ...(unknownRules(sight).length === 0
      ? []
      : [
          `What does ${listed([...unknownRules(sight)])} ask of this system? Nothing of it is assessed here.`,
        ]),
    ...(callerLimitOf(design) === null
      ? ['How many requests does one caller make a day? Without it no limit for one caller follows.']
      : []),
    ...(sight.guarded.length > 0 && requirements.compliance.length === 0
      ? [`Which law or standard applies to ${namesOf(sight.guarded)}? The file names none (compliance).`]
      : []),
    ...(sight.parts.length < 2 || sight.entrance === requirements.system
      ? []
      : [
          `Is traffic behind ${sight.entrance}, between its ${sight.parts.length - 1} other parts, encrypted as well?`,
        ]),
    ...(secretsOf(sight).length === 0
      ? []
      : ['Where are the secrets kept, who can read them, and how often does each change?']),
  ];
};

/** The security section: rights, risks, data classes, borders, secrets and limits of this system. Pure. */
export const securityOf = (design: Design): SecurityView => {
  const sight = sightOf(design);
  const ungranted = countUngranted(sight);
  return {
    authentication: authenticationOf(sight),
    rights: [...rightsOf(sight)],
    rights_note: [
      ...(sight.operations.length === 0
        ? []
        : [
            `Read from the sentence of each requirement${ungranted === 0 ? '' : `; for ${ungranted} of the operations no sentence says it`}. A command of the system by itself has no address outside.`,
          ]),
      decidedRights(sight),
    ]
      .join(' ')
      .trim(),
    risks: [...owaspRisksOf(sight)],
    owasp: { ...owaspSource },
    classes: classRows(sight),
    classes_note: [placesNote(sight), otherClasses(sight)].filter(text => text !== '').join(' '),
    obligations: [...obligationsOf(sight)],
    boundaries: [...boundariesOf(sight)],
    secrets: [...secretsOf(sight)],
    limits: limitRows(sight),
    questions: questionsOf(sight),
  };
};
