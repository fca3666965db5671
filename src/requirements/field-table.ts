import { z } from 'zod';
import { dimensions } from '../model/quantity.ts';
import { requirementsFile } from '../model/requirements.ts';
import { isOptional, meaningOf, written } from './schema-walk.ts';

export type FieldRow = {
  /** Where it stands: `entities[].size`. */
  readonly field: string;
  readonly drives: string;
  /** Units of a quantity, else the words or the type that it takes. */
  readonly units: string;
  /** What a number without a unit means; empty where the field is no quantity. */
  readonly bare: string;
  /** `required`, the default, or empty where nothing is assumed. */
  readonly default: string;
};

/** All fields of the requirements file, in the order of the schema, from the schema. */
export const fieldTable = (): readonly FieldRow[] => rowsOf(requirementsFile, '');

const rowsOf = (schema: z.ZodType, path: string): FieldRow[] => {
  const meaning = meaningOf(schema);
  const own = meaning === undefined || path === '' ? [] : [row(schema, path)];
  return [...own, ...inside(written(schema), path)];
};

const inside = (schema: z.ZodType, path: string): FieldRow[] => {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, inner]) =>
      rowsOf(inner as z.ZodType, path === '' ? key : `${path}.${key}`),
    );
  }
  if (schema instanceof z.ZodArray) return rowsOf(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap(one => inside(written(one as z.ZodType), path));
  return [];
};

const row = (schema: z.ZodType, field: string): FieldRow => {
  const { drives = '', dimension, default: standard = '' } = meaningOf(schema) ?? {};
  const table = dimension === undefined ? undefined : dimensions[dimension];
  return {
    field,
    drives,
    units: table?.units ?? takes(written(schema)),
    bare: table?.bare ?? '',
    default: isOptional(schema) ? standard : 'required',
  };
};

const takes = (schema: z.ZodType): string => {
  if (schema instanceof z.ZodEnum) return schema.options.join(', ');
  if (schema instanceof z.ZodLiteral) return [...schema.values].join(', ');
  if (schema instanceof z.ZodBoolean) return 'true, false';
  if (schema instanceof z.ZodArray) return `list of ${takes(written(schema.element as z.ZodType))}`;
  if (schema instanceof z.ZodRecord) return `names to ${takes(written(schema.valueType as z.ZodType))}`;
  if (schema instanceof z.ZodUnion)
    return [...new Set(schema.options.map(one => takes(written(one as z.ZodType))))].join(' or ');
  if (schema instanceof z.ZodTuple) return '[lowest, highest]';
  if (schema instanceof z.ZodObject) return `{ ${Object.keys(schema.shape).join(', ')} }`;
  return schema instanceof z.ZodNumber ? 'number' : 'text';
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The rows as a Markdown table, for the region of docs/requirements.md between its marks. */
export const fieldTableMarkdown = (): string =>
  [
    '| Field | What it drives | Takes | A bare number is | Default |',
    '| --- | --- | --- | --- | --- |',
    ...fieldTable().map(
      one =>
        `| ${[`\`${one.field}\``, one.drives, one.units, one.bare, one.default].map(cell).join(' | ')} |`,
    ),
  ].join('\n');
