import type { Mind } from '../settings.ts';
import { analysisAnswer } from './analysis.ts';
import { bookOf } from './book.ts';
import { generalPlan } from './general.ts';
import { readingOf } from './reading.ts';
import { critiqueAnswer, decisionAnswer, optionsAnswer, tradeOffsAnswer } from './stages.ts';

/**
 * What the server's model says: to adrgen's questions the answers of these folders, as a function of the stage, the
 * decision and the facts in the prompt. A question of someone else gets its own words back.
 */
export const answerTo: Mind = question => {
  const { stage, subject, system, prompt } = question;
  if (stage === null || system === null) return JSON.stringify({ asked: prompt });
  const reading = readingOf(question);
  const book = bookOf(system);
  const plan = book.plans.find(({ decision }) => decision === subject) ?? generalPlan(question);
  switch (stage) {
    case 'analysis':
      return JSON.stringify(analysisAnswer(question, reading, book));
    case 'options':
      return JSON.stringify(optionsAnswer(plan, question, reading));
    case 'trade-offs':
      return JSON.stringify(tradeOffsAnswer(plan, question, reading));
    case 'critique':
      return JSON.stringify(critiqueAnswer(plan, question));
    case 'decision':
      return JSON.stringify(decisionAnswer(plan, question, reading));
    default:
      return JSON.stringify({ asked: prompt });
  }
};
