import type { Design } from '../stages/design.ts';

/** Words by which a question is about a topic of the catalogue, also where its answer is no option there. */
const topicWords = {
  caching: /\bcach(?:e|es|ed|ing)\b|\bcdn\b/iu,
  compute:
    /\b(?:compute|platform|runtime|kubernetes|hosting|hosted)\b|\bwhere do(?:es)? (?:it|we|this) run\b/iu,
  delivery: /\b(?:delivery|deploy(?:ment)?s?|releases?|roll-?outs?|ci\/cd)\b/iu,
  'disaster-recovery': /\bdisaster\b|\brecover(?:y|ed)?\b|\bbackups?\b|\bsecond (?:site|region)\b/iu,
  'domain-events': /\b(?:domain )?events?\b|\boutbox\b/iu,
  'primary-store': /\bdatabases?\b|\b(?:data|primary) stores?\b|\bwhere (?:is|do we keep) the data\b/iu,
  resilience: /\bresilience\b|\bcircuit breakers?\b|\bretr(?:y|ies)\b|\bfail-?over\b/iu,
} as const satisfies Readonly<Record<string, RegExp>>;

export type SettledTopic = keyof typeof topicWords;

/** What the file settled of a topic, in its own words; undefined where the topic is open. */
export const settledAnswer = ({ analysis }: Design, topic: SettledTopic): string | undefined =>
  analysis.requirements.decided.find(({ question }) => topicWords[topic].test(question))?.answer;
