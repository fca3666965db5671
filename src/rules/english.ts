import type { Requirements } from '../model/requirements.ts';

/** Words that hardly any English sentence of a requirement does without, and no sentence of its neighbours has. */
const english = /\b(?:the|shall|with|when|their|each|sees?|places?)\b/iu;

/**
 * Whether the functional requirements can be read: who does what is found in English sentences alone, so that rules
 * about it say nothing of files in other languages.
 */
export const isReadable = ({ functional }: Requirements): boolean =>
  functional.some(({ text }) => english.test(text));
