import { leaningsOf } from '../design/leanings.ts';
import { atDecision } from './decisions.ts';
import { type Breach, type Rule, rule } from './rule.ts';

const eitherOf = (names: readonly string[]): string =>
  names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** What was chosen works only with an answer that another decision did not give. */
export const leaningRule: Rule = rule({
  id: 'COMBO-006',
  says: 'What a chosen option leans on was chosen as well.',
  levels: { system: 'warning' },
  breaches: ({ decided }) =>
    leaningsOf(decided)
      .filter(({ fits }) => fits === false)
      .map(
        ({ from, option, on, wanted, because }): Breach<'system'> => ({
          about: 'system',
          at: atDecision(from),
          text: `${option.name} (${from.decision.title}) leans on ${eitherOf(wanted)} (${on.decision.title}), but ${on.chosen?.name} is chosen there: ${because.text}.`,
          hint: 'Answer one of the two questions under decided, so that both fit, or say in the record what makes up for it.',
        }),
      ),
});
