import { z } from 'zod';

/** A JSON Schema, as an object. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What an answer must look like, for prompts, for keys, and for services that enforce it. */
export const jsonSchemaOf = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, '~standard': __, ...rest } = z.toJSONSchema(schema, { reused: 'ref' });
  return rest;
};

const mostIssues = 20;

/** Issues of zod as sentences that a model can act on: `options[2].name: Invalid input`. At most twenty. */
export const schemaFaults = (error: z.ZodError): readonly string[] =>
  error.issues.slice(0, mostIssues).map(({ path, message }) => {
    const place = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
    return place === '' ? message : `${place.replace(/^\./, '')}: ${message}`;
  });
