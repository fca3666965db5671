import { jsonSchemaOf } from '../../model/answer-schema.ts';
import type { Asking } from '../../model/asking.ts';
import type { Call } from '../../model/doors.ts';
import { modelId } from '../../model/language-models.ts';
import { sha256 } from '../hash.ts';

/** How the service is spoken to. Whoever serves a model, a gateway or a server at home, the answers are the model's. */
const provider = 'anthropic-messages';

/**
 * What an answer depends on; texts as SHA-256. How much room it had is none of it: an answer that is whole did not
 * need more. Nor is the version of adrgen.
 */
export type KeyParts = {
  readonly provider: string;
  readonly model: string;
  readonly effort: Asking['effort'];
  readonly persona: string;
  readonly shared: string;
  readonly prompt: string;
  readonly schema: string;
  readonly upstream: readonly string[];
};

/** The content address of the answer to a question, 32 hexadecimal digits, and what it was made from. */
export const keyOf = <T>(
  { persona, shared, prompt, schema, upstream = [] }: Call<T>,
  { model, effort }: Pick<Asking, 'model' | 'effort'>,
): { readonly key: string; readonly parts: KeyParts } => {
  const parts = {
    provider,
    model: modelId(persona.model, model),
    effort,
    persona: sha256(persona.prompt),
    shared: sha256(shared),
    prompt: sha256(prompt),
    schema: sha256(JSON.stringify(jsonSchemaOf(schema))),
    upstream,
  };
  return { key: sha256(JSON.stringify(Object.values(parts))).slice(0, 32), parts };
};
