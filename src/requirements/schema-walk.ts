import { z } from 'zod';
import { fieldMeanings } from '../model/requirements.ts';
import type { Located, Path } from './located.ts';

/** The schema without what only says "may be left out". */
export const required = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional ? required(schema.unwrap() as z.ZodType) : schema;

/** What is written, where a transform makes something else of it. */
export const written = (schema: z.ZodType): z.ZodType => {
  const inner = required(schema);
  return inner instanceof z.ZodPipe ? written(inner.in as z.ZodType) : inner;
};

export const isOptional = (schema: z.ZodType): boolean => schema instanceof z.ZodOptional;

export const meaningOf = (schema: z.ZodType) => fieldMeanings.get(required(schema));

/** The member of a union that a value of this kind is meant for: text over number, else what there is. */
export const memberFor = (schema: z.ZodType, node: Located | undefined): z.ZodType => {
  const inner = written(schema);
  if (!(inner instanceof z.ZodUnion)) return inner;
  const members = (inner.options as readonly z.ZodType[]).map(written);
  const fits = (member: z.ZodType): boolean => {
    if (node?.kind === 'map') return member instanceof z.ZodObject || member instanceof z.ZodRecord;
    if (node?.kind === 'list') return member instanceof z.ZodArray || member instanceof z.ZodTuple;
    return member instanceof z.ZodString || member instanceof z.ZodNumber;
  };
  return members.find(fits) ?? members[0] ?? inner;
};

/** The schema of one key or entry of a value; undefined where the schema has none. */
export const childSchema = (schema: z.ZodType, part: string | number): z.ZodType | undefined => {
  if (schema instanceof z.ZodObject) {
    return Object.hasOwn(schema.shape, part) ? (schema.shape[part] as z.ZodType) : undefined;
  }
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodTuple) return schema.def.items[Number(part)] as z.ZodType | undefined;
  return undefined;
};

/** The schema for the value at a path, unions decided by what the file holds on the way. */
export const schemaAt = (root: z.ZodType, nodes: Located, path: Path): z.ZodType | undefined => {
  let schema: z.ZodType | undefined = root;
  let node: Located | undefined = nodes;
  for (const part of path) {
    if (schema === undefined) return undefined;
    schema = childSchema(memberFor(schema, node), part);
    node =
      node?.kind === 'map'
        ? node.entries.get(String(part))?.value
        : node?.kind === 'list'
          ? node.items[Number(part)]
          : undefined;
  }
  return schema;
};
