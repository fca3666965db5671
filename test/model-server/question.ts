import { z } from 'zod';
import { type MessageRequest, textOf } from './request.ts';

/** What a request asks, read from its text alone, as a model would. */
export type Question = {
  /** The stage that asks: `analysis`, `options` and so on; null for a request that is none of adrgen's. */
  readonly stage: string | null;
  /** Id of the decision; empty in the stage `analysis`. */
  readonly subject: string | null;
  /** Name of the system, as the file has it. */
  readonly system: string | null;
  /** `rewrite` after an objection of the critic. */
  readonly turn: string | null;
  /** All that the model reads: the system prompt, then the first turn of the user. */
  readonly shared: string;
  readonly prompt: string;
  /** How many turns the user has had: more than one where a faulty answer is to be repaired. */
  readonly turns: number;
};

const task = z.object({
  stage: z.string(),
  subject: z.string(),
  system: z.string(),
  turn: z.string().optional(),
});

const none = { stage: null, subject: null, system: null, turn: null };

/** The first line of the user's turn says what a call asks for: `adrgen-task: {"stage":"options",…}`. */
const taskOf = (prompt: string): typeof none | z.output<typeof task> => {
  const line = /^adrgen-task: (\{.*\})\s*$/m.exec(prompt)?.[1];
  if (line === undefined) return none;
  try {
    const { data } = task.safeParse(JSON.parse(line));
    return data ?? none;
  } catch {
    return none;
  }
};

export const questionOf = (request: MessageRequest): Question => {
  const turns = request.messages.filter(({ role }) => role === 'user');
  const prompt = textOf(turns[0]?.content);
  const { stage, subject, system, turn = null } = taskOf(prompt);
  return { stage, subject, system, turn, shared: textOf(request.system), prompt, turns: turns.length };
};
