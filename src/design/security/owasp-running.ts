import { callerLimitOf } from '../data/access.ts';
import { counted, listed, wordsOf } from '../labels.ts';
import { mentions } from '../lookups.ts';
import {
  type Assessed,
  chosenOf,
  confirmsOf,
  isGuarded,
  isShared,
  namesOf,
  type Sight,
  sentence,
  shortly,
} from '../sight.ts';
import { crossingsOf } from './boundaries.ts';

/** Commands that give money or a right away, or take one: worth a second look before they can be abused. */
const moving =
  /^(?:refund|pay|release|transfer|void|cancel|settle|reverse|approve|grant|withdraw|credit|close|reopen|freeze|unfreeze|delete|remove|export|impersonate)$/u;

/** A06: what goes wrong although everybody keeps to the rules of the code. */
export const designRisk = (sight: Sight): Assessed => {
  const { requirements, operations, design } = sight;
  const scenarios = requirements.quality_scenarios.filter(
    ({ characteristic }) => characteristic === 'security',
  );
  const powerful = operations.filter(({ command }) => moving.test(wordsOf(command?.name ?? '')[0] ?? ''));
  const limit = callerLimitOf(design);
  if (scenarios.length === 0 && powerful.length === 0)
    return {
      missing:
        'no scenario of the file is one of misuse (characteristic: security), and no command moves money or rights',
      question: `Who gains by misusing ${requirements.system}, and by which of its functions?`,
    };
  return {
    where: [
      ...scenarios.map(
        ({ id, source, stimulus }) => `${id}: ${source === undefined ? '' : `${source} `}${stimulus}.`,
      ),
      ...(powerful.length === 0
        ? []
        : [
            `${listed(powerful.map(({ summary }) => summary))} ${powerful.length === 1 ? 'gives or takes' : 'give or take'} what is worth something.`,
          ]),
      ...(scenarios.length === 0 ? ['No scenario of the file is one of misuse.'] : []),
    ].join(' '),
    control: [
      ...scenarios.map(({ id, response }) => `${id}: ${sentence(response)}`),
      ...(powerful.length === 0
        ? []
        : ['Which of these commands needs a second person, and above which sum or number a day?']),
    ].join(' '),
    test: [
      ...scenarios.map(
        ({ id, response_measure }) =>
          `Play ${id}${response_measure === undefined ? '; by which measure it passes is open.' : `: ${sentence(response_measure)}`}`,
      ),
      ...(powerful.length === 0
        ? []
        : limit === null
          ? [
              `One account sends ${powerful[0]?.summary ?? ''} again and again: from which number on it is refused follows from load.requests_per_user_day, which the file does not give.`,
            ]
          : [
              `One account sends ${powerful[0]?.summary ?? ''} ${limit.limit + 1} times in a minute: the last is refused, and the alert names the account.`,
            ]),
    ].join(' '),
  };
};

const personalFields = (sight: Sight): string[] =>
  sight.tables
    .filter(({ entity }) => isGuarded(entity))
    .flatMap(({ entity, columns, key, foreignKeys }) =>
      columns
        .filter(
          ({ name, label, origin, type }) =>
            origin === 'field' &&
            name !== key.name &&
            !['uuid', 'boolean', 'enumeration'].includes(type.kind) &&
            !isShared(label) &&
            !foreignKeys.some(({ column }) => column === name),
        )
        .map(({ label }) => `${entity.name}.${label}`),
    );

const onCallText: Readonly<Record<string, string>> = {
  '24x7': 'It wakes the one on call.',
  'business-hours': 'At night it waits for office hours.',
  none: 'Nobody is on call, so it waits until somebody looks.',
};

/** A09: what must leave a trace, what must not stand in it, and who hears of it. */
export const loggingRisk = (sight: Sight): Assessed => {
  const { operations, guarded, requirements } = sight;
  const watched = operations.filter(({ entity, command }) => command !== null && isGuarded(entity));
  const fields = personalFields(sight);
  if (guarded.length === 0)
    return {
      missing: 'the file classifies no data as personal or secret',
      question: `Whose data does ${requirements.system} hold, and who must be able to find out later what was done with it?`,
    };
  const sample = fields[0];
  return {
    where: `${counted(watched.length, 'command')} ${watched.length === 1 ? 'changes' : 'change'} ${namesOf(guarded)}${
      watched.length === 0
        ? ''
        : `: ${shortly(
            watched.map(({ summary }) => summary),
            8,
          )}`
    }. Reads of them count as well.`,
    control: [
      `One line each with caller, operation, id and outcome${fields.length === 0 ? '' : `, and without what ${shortly(fields)} hold`}.`,
      `An alert fires on refusals (401, 403, 404, 429) of one caller above the start value of its limit. ${onCallText[requirements.team?.on_call ?? ''] ?? 'Who hears of it is not said (team.on_call).'}`,
      'How long are these lines kept, and who may read them?',
    ].join(' '),
    test: `Run each of the ${watched.length} once as a known test caller: ${watched.length} lines name it${sample === undefined ? '' : `, and a search of all logs and traces for the value written to ${sample} finds none`}.`,
  };
};

const scenarioAbout = ({ requirements }: Sight, name: string) =>
  requirements.quality_scenarios.find(
    ({ source, stimulus }) =>
      mentions(`${source ?? ''} ${stimulus}`, name) &&
      /\b(?:stop|fail|down|slow|unavailable|lose|loses|lost)/iu.test(stimulus),
  );

/** A10: what happens half way through. */
export const exceptionRisk = (sight: Sight): Assessed => {
  const { requirements, parts, design, operations } = sight;
  const hard = requirements.external_systems.filter(({ criticality }) => criticality === 'hard');
  const issuer = parts.find(({ id, kind }) => id.startsWith('authentication.') && kind === 'service');
  const way = chosenOf(design, 'resilience');
  const waiting = crossingsOf(sight).filter(
    ({ outside, kind }) => kind === 'command' && hard.some(({ name }) => name === outside),
  );
  if (hard.length === 0 && issuer === undefined)
    return {
      missing:
        'the file names no external system that it cannot do without (criticality: hard), and no part checks tokens for it',
      question: `What does ${requirements.system} need from others in order to answer, and what does it answer without it?`,
    };
  const scenarios = hard.flatMap(({ name }) => scenarioAbout(sight, name) ?? []);
  return {
    where: [
      ...(hard.length === 0 ? [] : [`${namesOf(hard)} can stop between a request and its answer.`]),
      ...waiting.map(
        ({ from, to, rate }) =>
          `${from} → ${to}${rate === undefined ? '' : `, ${rate.text},`} is then neither done nor not done.`,
      ),
      ...(issuer === undefined
        ? []
        : [
            `${issuer.name} can fail while ${operations.length === 0 ? 'requests' : counted(operations.length, 'operation')} ask for it.`,
          ]),
    ].join(' '),
    control: [
      ...(way === null ? ['No decision says how failures of others are met.'] : [`${way.name}.`]),
      ...scenarios.map(({ id, response }) => `${id}: ${sentence(response)}`),
      ...(issuer === undefined
        ? []
        : ['A right that cannot be checked is a right that is not there: 503, never a pass.']),
    ].join(' '),
    test: [
      ...(hard.length === 0
        ? []
        : [
            `Cut ${namesOf(hard)}${hard.length === 1 ? '' : ', one at a time,'} after the request and before the answer, then join it again: each command is done once or refused once.`,
          ]),
      ...scenarios.flatMap(({ id, response_measure }) =>
        response_measure === undefined ? [] : [`${id}: ${sentence(response_measure)}`],
      ),
      ...(issuer === undefined
        ? []
        : [
            `Stop ${issuer.name} and call all ${operations.length}: none answers 2xx to a token that was not checked before.`,
          ]),
      ...confirmsOf(design, 'resilience', /test (?:takes|stops|fails when an outgoing)/iu).slice(0, 1),
    ].join(' '),
  };
};
