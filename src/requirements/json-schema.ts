import { z } from 'zod';
import { requirementsFile } from '../model/requirements.ts';

type Json = { readonly [key: string]: unknown };

/**
 * The JSON Schema (draft 2020-12) of the requirements file as it is written, for editors. Every optional value may
 * be `unknown`; text may be written as a number, which the reader takes as it stands.
 */
export const requirementsJsonSchema = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:adrgen:schema:requirements:v1',
  title: 'adrgen requirements',
  description: 'Requirements from which adrgen makes architecture decision records and a design document.',
  ...withoutDialect(
    written(z.toJSONSchema(requirementsFile, { io: 'input', target: 'draft-2020-12' }) as Json),
  ),
});

const withoutDialect = ({ $schema: _, ...rest }: Json): Json => rest;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const written = (schema: Json): Json => {
  const inside = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, writtenPart(key, value, schema)]),
  );
  return typed(inside);
};

const writtenPart = (key: string, value: unknown, schema: Json): unknown => {
  if (key === 'properties' && isJson(value)) return properties(value, schema.required);
  // The values of a record are optional; the `false` of a strict object stays.
  if (key === 'additionalProperties' && isJson(value)) return optional(written(value));
  if ((key === 'anyOf' || key === 'prefixItems') && Array.isArray(value))
    return value.map(one => written(one));
  return key === 'items' && isJson(value) ? written(value) : value;
};

const neverUnknown: ReadonlySet<string> = new Set(['id', 'apiVersion']);

const properties = (all: Json, required: unknown): Json => {
  const needed: ReadonlySet<unknown> = new Set(Array.isArray(required) ? required : []);
  return Object.fromEntries(
    Object.entries(all).map(([name, schema]) => {
      const inner = { title: name.replaceAll('_', ' '), ...written(isJson(schema) ? schema : {}) };
      return [name, needed.has(name) || neverUnknown.has(name) ? inner : optional(inner)];
    }),
  );
};

/** Title, description and default stay outside, where editors look for them. */
const optional = ({ title, description, default: standard, ...schema }: Json): Json => ({
  ...(title === undefined ? {} : { title }),
  ...(description === undefined ? {} : { description }),
  ...(standard === undefined ? {} : { default: standard }),
  anyOf: [schema, { const: 'unknown', description: 'not known yet: becomes a question' }],
});

/** `record: 7` is text that looks like a number. */
const typed = (schema: Json): Json =>
  schema.type === 'string' && schema.enum === undefined && schema.const === undefined
    ? { ...schema, type: ['string', 'number'] }
    : schema;
