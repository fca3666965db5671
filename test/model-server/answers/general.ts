import type { Question } from '../question.ts';
import type { Plan, PlannedOption } from './book.ts';
import { type Listed, listedBelow, titleIn } from './reading.ts';

/** A plan for a decision that nobody wrote about: what can be said without knowing more, as intervals and questions. */

const dimensions = ['complexity', 'cost', 'performance', 'maintainability', 'time-to-market'];

/** Nobody has named an option: a step that can be taken back, against one that settles the matter. */
const unnamed: readonly Listed[] = [
  { id: 'small-step', text: 'The smallest step that answers it' },
  { id: 'whole-answer', text: 'One answer for all that is asked' },
];

const optionOf = ({ id, text: name }: Listed, subject: string): PlannedOption => ({
  id,
  name,
  summary: `${name}, as an answer to what the team asks here`,
  gates: [],
  skills: [],
  reversibility: 2,
  parts: 1,
  good: [`it can be judged against what the file asks for [functional, decisions.${subject}]`],
  bad: [
    `what ${name} costs this team is not known before someone has tried it [team.size] => try it on one requirement for a few days, and write down what it took`,
  ],
  risk: [
    'unproven',
    `${name} does not do what is expected of it here`,
    'The smallest version of it meets one must of the file',
    'three days',
    'the requirement is met in a test',
    'it is not met, or only with a workaround',
  ],
  confirm: [`A test shows one must of the file with ${name} in place`],
  containers: [],
  edges: [],
  rate: Object.fromEntries(
    dimensions.map(criterion => [
      criterion,
      `1-3 nothing that the file says tells how ${name} does on ${criterion} here`,
    ]),
  ),
  because: [
    `nothing in the file speaks against it, and it can be tried first [decisions.${subject}, functional]`,
  ],
  given_up: ['another option may turn out better once someone has tried both'],
});

export const generalPlan = (question: Question): Plan => {
  const subject = question.subject ?? '';
  const own = listedBelow('The team names these itself.', question);
  const later = listedBelow('Options, all of the kind', question).map(({ id, text }) => ({
    id,
    text: text.split('. ')[0] ?? id,
  }));
  const chosen = /^Chosen: (.*?) \(/m.exec(question.prompt)?.[1];
  const named = later.length > 0 ? later : own.length > 1 ? own : unnamed;
  const listed = chosen === undefined ? named : [{ id: 'chosen', text: chosen }];
  return {
    decision: subject,
    title: titleIn(question),
    question: titleIn(question),
    team: true,
    significance: 6,
    because: ['the team itself asks [functional]'],
    criteria: [],
    drivers: ['functional'],
    kind: 'answer to the question',
    options: listed.map(one => optionOf(one, subject)),
    slips: [],
    objections: [],
  };
};
