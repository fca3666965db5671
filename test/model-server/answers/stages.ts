import type { Question } from '../question.ts';
import type { Plan, PlannedOption } from './book.ts';
import { claim, gate, rating, setback } from './notation.ts';
import { criteriaIn, type Listed, listedBelow, type Reading } from './reading.ts';
import { teamFit } from './skills.ts';

/** The answers of the stages that are about one decision. */

/** Letters and digits alone: `Rabbit MQ`, `rabbit-mq` and `RabbitMQ` are one. */
const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const isSame = ({ id, name }: PlannedOption, listed: Listed): boolean =>
  id === listed.id || bare(id) === bare(listed.id) || bare(listed.text).startsWith(bare(name));

/** Own options of the team bear its ids. */
const idOf = (option: PlannedOption, own: readonly Listed[]): string =>
  own.find(one => isSame(option, one))?.id ?? option.id;

const experiment = ([, , hypothesis, time_box, pass, fail]: PlannedOption['risk']) => ({
  hypothesis,
  time_box,
  pass,
  fail,
});

const container = { technology: '', each: 'system', application: false };

export const optionsAnswer = (plan: Plan, question: Question, reading: Reading): object => {
  const own = listedBelow('The team names these itself.', question);
  return {
    kind: plan.kind,
    options: plan.options.map(option => ({
      id: idOf(option, own),
      name: option.name,
      summary: reading.filled(option.summary),
      gates: option.gates.map(one => gate(one, reading)),
      skills: option.skills,
      reversibility: option.reversibility,
      parts: option.parts,
      good: option.good.map(one => claim(one, reading)),
      bad: option.bad.map(one => setback(one, reading)),
      risks: [{ id: option.risk[0], text: option.risk[1], ...experiment(option.risk) }],
      confirm: option.confirm,
      leans_on: [],
      containers: option.containers.map(one => ({ ...container, ...one })),
      edges: option.edges.map(one => ({ asynchronous: false, ...one })),
    })),
  };
};

const cellOf = (plan: Plan, option: PlannedOption, criterion: string, isFirst: boolean) => {
  const slip = plan.slips.find(one => one.option === option.id && one.criterion === criterion);
  return isFirst && slip !== undefined ? slip.cell : option.rate[criterion];
};

export const tradeOffsAnswer = (plan: Plan, question: Question, reading: Reading): object => {
  const criteria = criteriaIn(question);
  const isFirst = question.turn !== 'rewrite';
  return {
    ratings: listedBelow('Options, all of the kind', question).flatMap(listed => {
      const option = plan.options.find(one => isSame(one, listed));
      if (option === undefined) return [];
      return criteria.flatMap(criterion => {
        const written = cellOf(plan, option, criterion, isFirst);
        const rated =
          written !== undefined
            ? rating(written, reading)
            : criterion === 'team-fit'
              ? teamFit(option.skills, reading)
              : undefined;
        return rated === undefined ? [] : [{ option: listed.id, criterion, ...rated }];
      });
    }),
  };
};

/** The critic objects to what stands in the draft that it was given, and to nothing else. */
export const critiqueAnswer = ({ objections }: Plan, { prompt }: Question): object => {
  const draft = /<draft>\n(.*?)\n<\/draft>/s.exec(prompt)?.[1] ?? '';
  return { objections: objections.filter(({ quote }) => quote !== '' && draft.includes(quote)) };
};

export const decisionAnswer = (plan: Plan, { prompt }: Question, reading: Reading): object => {
  const [, name = '', verdict = ''] = /^Chosen: (.*?) \((clear|leaning|toss-up|)\)/m.exec(prompt) ?? [];
  const chosen = plan.options.find(one => bare(one.name) === bare(name)) ?? plan.options[0];
  if (chosen === undefined) throw new RangeError(`no option ${name}`);
  return {
    because: chosen.because.map(one => claim(one, reading)),
    given_up: chosen.given_up.map(one => claim(one, reading)),
    good: chosen.good.map(one => claim(one, reading)),
    bad: chosen.bad.map(one => setback(one, reading)),
    confirmation: chosen.confirm,
    proof_of_concept: verdict === 'toss-up' ? [experiment(chosen.risk)] : [],
  };
};
