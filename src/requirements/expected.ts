import { z } from 'zod';
import { dimensions } from '../model/quantity.ts';
import { examplesOf, named } from '../model/quantity-text.ts';
import { meaningOf, required, written } from './schema-walk.ts';

/** What a schema accepts, in words for messages: `a duration: 300 ms · 2h`, `one of H, M, L`, `a list`. */
export const expectedBy = (schema: z.ZodType | undefined): string => {
  if (schema === undefined) return 'a value';
  const dimension = meaningOf(schema)?.dimension;
  if (dimension !== undefined && dimension in dimensions)
    return `${named[dimension]}: ${examplesOf(dimension)}`;
  const inner = written(schema);
  if (inner instanceof z.ZodUnion)
    return inner.options.map(one => expectedBy(one as z.ZodType)).join(', or ');
  if (inner instanceof z.ZodObject) return mapWith(Object.keys(inner.shape));
  return simple(inner);
};

const simple = (schema: z.ZodType): string => {
  if (schema instanceof z.ZodEnum) return oneOf(schema.options.map(String));
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String).join(', ');
  if (schema instanceof z.ZodArray)
    return `a list, each entry ${expectedBy(required(schema.element as z.ZodType))}`;
  if (schema instanceof z.ZodTuple) return `a list of ${schema.def.items.length} numbers`;
  if (schema instanceof z.ZodRecord) return 'a map of names to values';
  if (schema instanceof z.ZodBoolean) return 'true or false';
  return schema instanceof z.ZodNumber ? 'a number' : 'text';
};

export const oneOf = (words: readonly string[]): string => `one of ${words.join(', ')}`;

const mapWith = (keys: readonly string[]): string => `a map with the keys ${keys.join(', ')}`;
