import type { Topic, TopicOption } from '../../model/catalogue.ts';
import type { Requirements } from '../../model/requirements.ts';
import { occursIn } from '../../weighing/condition-match.ts';

type Settled = Requirements['decided'][number];

/** The question is about the topic: it holds the topic's id or title, or words in which people ask for it. */
const isAbout = ({ id, title, asked_as }: Topic, { question }: Settled): boolean =>
  [id.replaceAll('-', ' '), title, ...asked_as].some(words => occursIn([question], words));

/** What the file settled of a topic; undefined where the topic is open. */
export const settledOf = (topic: Topic, { decided }: Requirements): Settled | undefined =>
  decided.find(one => isAbout(topic, one));

/** The option that a settled question was answered with; undefined where the answer names none, or several. */
export const settledOption = ({ options }: Topic, { answer }: Settled): TopicOption | undefined => {
  const named = options.filter(({ name, aliases }) =>
    [name, ...aliases].some(words => occursIn([answer], words)),
  );
  return named.length === 1 ? named[0] : undefined;
};
