import { z } from 'zod';
import { personaStages } from '../../src/model/persona.ts';

/** What can go wrong, and where: what a flag `--fault` and `POST /control/faults` take. */

const stages = Object.keys(personaStages) as [keyof typeof personaStages, ...(keyof typeof personaStages)[]];

const where = {
  /** Only calls of this stage; all where it is left out. */
  stage: z.enum(stages).optional(),
  /** Only calls about this decision or system. */
  subject: z.string().optional(),
  /** Only calls to this model. */
  model: z.string().optional(),
  /** How many of these calls fail, one after the other; all of them with `always`. */
  times: z.union([z.number().int().min(1), z.literal('always')]).default(1),
  /** How many of these calls go well first. */
  after: z.number().int().min(0).default(0),
};

const at = z.number().int().min(0);
const of = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...where, ...shape });

export const fault = z.discriminatedUnion('kind', [
  /** An HTTP status in place of an answer; `retry_after` as the header has it: seconds, or a date. */
  of('status', {
    status: z.number().int().min(400).max(599),
    retry_after: z.string().optional(),
    type: z.string().optional(),
    message: z.string().optional(),
    /** In place of the JSON of the service, as a proxy in between would answer. */
    body: z.string().optional(),
  }),
  /** Silence: before anything, after the headers, or after the first event; until the caller gives up. */
  of('hang', { point: z.enum(['request', 'headers', 'start']).default('request') }),
  /** The connection breaks: before anything, or after so many bytes of the body. */
  of('reset', {}),
  of('cut', { at }),
  /** An `error` event in mid-stream, after a third of the events. */
  of('error-event', { type: z.string().default('overloaded_error') }),
  of('refusal', {}),
  /** The text ends where room ends: always, or as long as `max_tokens` is below `needs`. */
  of('truncation', { needs: z.number().int().min(1).optional() }),
  of('context-exceeded', {}),
  /** The text does not parse as JSON. */
  of('invalid-json', {}),
  /** The JSON stands in a fence, with words around it. */
  of('chatty', {}),
  /** A block of thinking, then the text in two blocks. */
  of('blocks', {}),
  of('empty', {}),
  of('wrong-shape', {}),
  /** The right shape; ids of options, decisions and drivers that do not exist. */
  of('unknown-ids', {}),
  /** A text of the caller's own. */
  of('text', { text: z.string() }),
  /** Every string of the answer carries this text besides. */
  of('hostile', { text: z.string() }),
  of('no-usage', {}),
  of('no-message-stop', {}),
  /** Later than all others, by so many milliseconds. */
  of('slow', { ms: at }),
]);
export type Fault = z.output<typeof fault>;

/** What a call is about, for the choice of a fault. */
export type Aim = { readonly stage: string | null; readonly subject: string | null; readonly model: string };

type Armed = { readonly fault: Fault; passed: number; fired: number };

const fits = ({ stage, subject, model }: Fault, aim: Aim): boolean =>
  (stage === undefined || stage === aim.stage) &&
  (subject === undefined || subject === aim.subject) &&
  (model === undefined || model === aim.model);

/** Faults that wait for their calls, in the order in which they were armed; the first that fits strikes, alone. */
export const createFaults = (first: readonly Fault[]) => {
  let armed: Armed[] = first.map(one => ({ fault: one, passed: 0, fired: 0 }));
  return {
    arm: (faults: readonly Fault[]): void => {
      armed.push(...faults.map(one => ({ fault: one, passed: 0, fired: 0 })));
    },
    clear: (): void => {
      armed = [];
    },
    list: () => armed.map(one => ({ ...one.fault, fired: one.fired })),
    next: (aim: Aim): Fault | null => {
      for (const one of armed) {
        if (!fits(one.fault, aim)) continue;
        if (one.passed < one.fault.after) {
          one.passed += 1;
          continue;
        }
        if (one.fault.times !== 'always' && one.fired >= one.fault.times) continue;
        one.fired += 1;
        return one.fault;
      }
      return null;
    },
  };
};
export type Faults = ReturnType<typeof createFaults>;

/** `status:status=529,stage=options,times=2` as on the command line; numbers stay numbers. Throws a zod error. */
export const faultOfWords = (words: string): Fault => {
  const [kind = '', rest = ''] = words.split(/:(.*)/s);
  const fields = rest === '' ? [] : rest.split(',').map(pair => pair.split(/=(.*)/s));
  const numbers = new Set(['status', 'times', 'after', 'at', 'needs', 'ms']);
  return fault.parse({
    kind,
    ...Object.fromEntries(
      fields.map(([name = '', value = '']) => [
        name,
        numbers.has(name) && /^\d+$/.test(value) ? Number(value) : value,
      ]),
    ),
  });
};
