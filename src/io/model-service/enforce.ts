import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import type { JsonSchema } from '../../model/answer-schema.ts';
import type { Tell } from '../../model/asking.ts';
import type { Attempt } from './attempt.ts';
import { type Request, type Send, ServiceFault } from './request.ts';

/** What a service can enforce of a schema; null for one that it has no words for. */
const enforceable = (schema: JsonSchema): JsonSchema | null => {
  try {
    return transformJSONSchema(schema as Parameters<typeof transformJSONSchema>[0]) as JsonSchema;
  } catch {
    return null;
  }
};

/**
 * Has the service enforce the schema, where it does: one that refuses the first such request is asked without from
 * then on. The schema stands in the prompt as well, and what comes is validated either way.
 */
export const enforcing = (attempt: Attempt, tell: Tell): Send => {
  const taken = new Set<string>();
  const refused = new Set<string>();
  const nameOf = ({ model, schema }: Request): string => JSON.stringify([model, schema]);

  return async (request, begun = () => undefined) => {
    const name = nameOf(request);
    const schema = refused.has(name) ? null : enforceable(request.schema);
    try {
      const reply = await attempt(request, schema, begun);
      taken.add(name);
      return reply;
    } catch (error) {
      const mayBeSchema = error instanceof ServiceFault && error.issue.code === 'bad-request';
      if (schema === null || !mayBeSchema || taken.has(name)) throw error;
      const reply = await attempt(request, null, begun);
      if (refused.size === 0) {
        tell({ kind: 'note', text: `${request.model} takes no schema: its answers are only checked here` });
      }
      refused.add(name);
      return reply;
    }
  };
};
