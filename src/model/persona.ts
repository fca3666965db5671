import type { Issue } from './problem.ts';

/** What a persona thinks about. The lead's directives stand before those of every other stage. */
export const personaStages = {
  lead: 'general directives, before those of every stage',
  analysis: 'which decisions the requirements call for',
  options: 'candidates of one kind for each decision',
  'trade-offs': 'ratings with reasons and conditions',
  decision: 'the words around a computed outcome',
  critique: 'objections to the draft of a stage',
  review: 'findings on an architecture that exists',
} as const;

export type PersonaStage = keyof typeof personaStages;

/** Name of a persona and the stage it serves; other names serve none (docs/personas.md). */
export const stageOfName: Readonly<Record<string, PersonaStage>> = {
  'senior-backend-architect': 'lead',
  'requirements-analyst': 'analysis',
  'options-explorer': 'options',
  'trade-off-assessor': 'trade-offs',
  'decision-writer': 'decision',
  'decision-critic': 'critique',
  'architecture-reviewer': 'review',
};

/** One spelling for names that people and tools write differently: `Decision Critic`, `decision_critic`. */
export const personaKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');

/** The stage that a persona of this name serves; null where adrgen asks it nothing. */
export const stageOf = (name: string): PersonaStage | null => {
  const key = personaKey(name);
  return Object.hasOwn(stageOfName, key) ? (stageOfName[key] ?? null) : null;
};

/** Short names that stand for a family of models, or for whatever is set elsewhere (`inherit`). */
export const modelAliases = ['inherit', 'haiku', 'sonnet', 'opus', 'fable'] as const;

/** Who thinks in a stage: one Markdown file in the format of Claude Code's subagents. */
export type Persona = {
  readonly name: string;
  readonly stage: PersonaStage | null;
  readonly description: string;
  /** An alias or a full model id. */
  readonly model: string;
  /** Null where the file names none: Claude Code then gives all. */
  readonly tools: readonly string[] | null;
  readonly color: string | null;
  /** Keys of the front matter that adrgen does not use, as they stand there. */
  readonly other: Readonly<Record<string, unknown>>;
  /** The system prompt: all that follows the front matter. */
  readonly prompt: string;
};

/** An error takes the persona away; with a warning it is still used. */
export type PersonaIssue = Issue & { readonly level: 'error' | 'warning' };

/** What came of one file. `persona` is null exactly where an issue is an error or the file is no persona at all. */
export type PersonaReading = {
  readonly file: string;
  readonly persona: Persona | null;
  readonly issues: readonly PersonaIssue[];
};
