import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** The answers that were written by hand: a folder for each example, a file for each decision, in short notation. */

const text = z.string().min(1);
const cells = z.union([text, z.array(text).min(2)]);

const option = z.strictObject({
  id: text,
  name: text,
  summary: text,
  gates: z.array(text).default([]),
  skills: z.array(text).default([]),
  reversibility: z.number(),
  parts: z.number(),
  good: z.array(text).min(1),
  bad: z.array(text).min(1),
  /** Id, what could go wrong, hypothesis, time box, pass, fail. */
  risk: z.tuple([text, text, text, text, text, text]),
  confirm: z.array(text).min(1),
  containers: z.array(z.record(z.string(), z.unknown())).default([]),
  edges: z.array(z.record(z.string(), z.unknown())).default([]),
  rate: z.record(z.string(), cells),
  /** The words around the outcome where it is chosen. */
  because: z.array(text).min(1),
  given_up: z.array(text).min(1),
});
export type PlannedOption = z.output<typeof option>;

const objection = z.strictObject({ path: text, rule: text, quote: z.string(), demand: text });

const plan = z.strictObject({
  decision: text,
  title: text,
  question: text,
  /** Whether the file itself asks: it is answered only where it does. */
  team: z.boolean().default(false),
  /** A number, after cases `3 if load.peak < 10/s`. */
  significance: z.union([z.number(), z.array(z.union([z.number(), text]))]),
  because: z.array(text).min(1),
  criteria: z.array(text),
  drivers: z.array(text).min(1),
  kind: text,
  options: z.array(option).min(2),
  /** What the first draft had in place of the above, for the critic to find. */
  slips: z.array(z.strictObject({ option: text, criterion: text, cell: text })).default([]),
  objections: z.array(objection).default([]),
});
export type Plan = z.output<typeof plan>;

const notes = z.strictObject({
  questions: z.array(z.strictObject({ question: text, decisions: z.array(text) })),
  settled: z.array(z.strictObject({ decided: text, topics: z.array(text) })),
});
export type Notes = z.output<typeof notes>;

const read = <T extends z.ZodType>(schema: T, file: string): z.output<T> => {
  const result = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  throw new Error(`${file}: ${z.prettifyError(result.error)}`);
};

export type Book = { readonly plans: readonly Plan[]; readonly notes: Notes };

const openBook = (folder: string): Book => ({
  plans: readdirSync(folder)
    .filter(name => name.endsWith('.yaml') && name !== 'notes.yaml')
    .sort()
    .map(name => read(plan, join(folder, name))),
  notes: existsSync(join(folder, 'notes.yaml'))
    ? read(notes, join(folder, 'notes.yaml'))
    : { questions: [], settled: [] },
});

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const opened = new Map<string, Book>();

/** What was written about a system; what holds for any system where nobody wrote about it. */
export const bookOf = (system: string): Book => {
  const name = existsSync(join(import.meta.dirname, slug(system), 'notes.yaml')) ? slug(system) : 'general';
  const book = opened.get(name) ?? openBook(join(import.meta.dirname, name));
  opened.set(name, book);
  return book;
};
