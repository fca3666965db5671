import { z } from 'zod';

/** What a value of a view may be: the members of its schema, with unions and wrappers taken apart. */
export type Shapes = readonly z.core.$ZodTypes[];

/** The members of a schema. A value that code transforms has no shape: a view should state what comes out. */
export const shapesOf = (schema: z.core.$ZodType): Shapes => {
  const known = schema as z.core.$ZodTypes;
  const { def } = known._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return shapesOf(def.innerType);
    case 'lazy':
      return shapesOf(def.getter());
    case 'pipe':
      return shapesOf(def.out);
    case 'union':
      return def.options.flatMap(shapesOf);
    case 'intersection':
      return [...shapesOf(def.left), ...shapesOf(def.right)];
    // What a strict object has beside its fields.
    case 'never':
      return [];
    default:
      return [known];
  }
};

/** The shapes of a field; empty if no member has it. */
export const fieldOf = (shapes: Shapes, name: string): Shapes =>
  shapes.flatMap(({ _zod: { def } }) => {
    if (def.type === 'object') {
      const field = Object.hasOwn(def.shape, name) ? def.shape[name] : def.catchall;
      return field ? shapesOf(field) : [];
    }
    if (def.type === 'record') return Object.hasOwn(Object.prototype, name) ? [] : shapesOf(def.valueType);
    if (def.type === 'array' && name === 'length') return count;
    if (def.type === 'array' && /^\d+$/.test(name)) return shapesOf(def.element);
    return [];
  });

/** The names that a field may have here; records take any and give none. */
export const fieldNames = (shapes: Shapes): readonly string[] => [
  ...new Set(shapes.flatMap(({ _zod: { def } }) => (def.type === 'object' ? Object.keys(def.shape) : []))),
];

/** What `{{#each}}` goes through; empty if nothing there is a list or a record. */
export const elementOf = (shapes: Shapes): Shapes =>
  shapes.flatMap(({ _zod: { def } }) => {
    if (def.type === 'array') return shapesOf(def.element);
    if (def.type === 'tuple') return [...def.items, ...(def.rest ? [def.rest] : [])].flatMap(shapesOf);
    return def.type === 'record' ? shapesOf(def.valueType) : [];
  });

const textTypes = new Set([
  'string',
  'number',
  'int',
  'boolean',
  'bigint',
  'enum',
  'literal',
  'template_literal',
]);

/** Whether a value can be printed: at least one member is text, a number or a truth value. */
export const isText = (shapes: Shapes): boolean =>
  shapes.some(({ _zod: { def } }) => textTypes.has(def.type));

/** Whether a value has named fields. */
export const isObject = ({ _zod: { def } }: Shapes[number]): boolean =>
  def.type === 'object' || def.type === 'record';

/** All the strings that a value can be, or undefined if it can be any. */
export const closedTexts = (shapes: Shapes): readonly string[] | undefined => {
  const texts: string[] = [];
  for (const { _zod } of shapes) {
    if (_zod.def.type === 'enum') texts.push(...Object.values(_zod.def.entries).map(String));
    else if (_zod.def.type === 'literal') texts.push(..._zod.def.values.map(String));
    else if (textTypes.has(_zod.def.type)) return undefined;
  }
  return texts.length === 0 ? undefined : texts;
};

/** What `@index` and `length` are. */
export const count: Shapes = shapesOf(z.number());
/** What `@first` and `@last` are. */
export const truth: Shapes = shapesOf(z.boolean());
/** What `@key` and `join` are. */
export const words: Shapes = shapesOf(z.string());
