import type { PersonaStage } from '../../model/persona.ts';

/** What a call asks for. The first line of the user's turn says it, so that a person who reads a log, a batch or a test server can tell calls apart. */
export type Task = {
  readonly stage: PersonaStage;
  /** Id of the decision; empty in the stage `analysis`. */
  readonly subject: string;
  /** Name of the system, as the file has it. */
  readonly system: string;
  /** `rewrite` after an objection of the critic. */
  readonly turn: 'first' | 'rewrite';
};

/** `adrgen-task: {"stage":"options",…}`: one line, whatever the names are. */
export const taskLine = ({ stage, subject, system, turn }: Task): string =>
  `adrgen-task: ${JSON.stringify({ stage, subject, system, turn })}`;
