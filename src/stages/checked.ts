import type { z } from 'zod';

/** An answer that breaks its contract: a defect of the architect, not of the requirements. */
export class AnswerRefused extends Error {
  override readonly name = 'AnswerRefused';
}

/** The answer if it fits the schema; throws AnswerRefused that says where it does not. */
export const checked = <T extends z.ZodType>(schema: T, answer: unknown, stage: string): z.output<T> => {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  const first = result.error.issues[0];
  throw new AnswerRefused(`${stage}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'does not fit'}`);
};

/** Throws AnswerRefused unless the claim about the answer holds. */
export const demand = (holds: boolean, stage: string, claim: string): void => {
  if (!holds) throw new AnswerRefused(`${stage}: ${claim}`);
};
