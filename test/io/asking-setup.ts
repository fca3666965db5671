import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { z } from 'zod';
import { type OpenAskingOptions, type OpenedAsking, openAsking } from '../../src/io/open-asking.ts';
import { type AskingEvent, standardAsking } from '../../src/model/asking.ts';
import type { Call } from '../../src/model/doors.ts';
import type { Persona } from '../../src/model/persona.ts';
import { Problem } from '../../src/model/problem.ts';
import { startModelServer } from '../model-server/server.ts';
import type { Settings } from '../model-server/settings.ts';

export const answerShape = z.object({
  option: z.string().min(1),
  reasons: z.array(z.object({ text: z.string(), cites: z.array(z.string()) })).min(1),
});
export type Choice = z.output<typeof answerShape>;

export const goodAnswer: Choice = {
  option: 'queue',
  reasons: [{ text: 'Writes wait for nobody: „Spitzen“ → 10×.', cites: ['F1', 'Q1'] }],
};

const persona: Persona = {
  name: 'options-explorer',
  stage: 'options',
  description: 'Finds candidates',
  model: 'inherit',
  tools: null,
  color: null,
  other: {},
  prompt: 'You find candidates of one kind.',
};

/** A question as a stage asks it; `subject` tells one from another. */
export const question = (subject = 'caching', changes: Partial<Call<Choice>> = {}): Call<Choice> => ({
  stage: 'options',
  subject,
  persona,
  shared: 'The system takes orders and tells customers about every change.',
  prompt: `adrgen-task: ${JSON.stringify({ stage: 'options', subject, system: 'Orders' })}\n\nWhich candidates are there?`,
  schema: answerShape,
  ...changes,
});

/** Long enough that every model caches it. */
export const longText = 'The system takes orders and tells customers about every change. '.repeat(400);

/** What is closed and removed after each test. */
const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

export const temporaryRoot = (): string => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'adrgen-asking-')));
  endings.push(() => rmSync(root, { recursive: true, force: true }));
  return root;
};

export const key = 'sk-ant-canary-0123456789-abcdefghij';

export type Asked = OpenedAsking & {
  readonly root: string;
  readonly events: readonly AskingEvent[];
  /** Seconds of every wait: none of them is waited for. */
  readonly waits: readonly number[];
};

/** The door as commands open it, with waits that are written down instead. */
export const askAt = (url: string, changes: Partial<OpenAskingOptions> = {}): Asked => {
  const events: AskingEvent[] = [];
  const waits: number[] = [];
  const root = changes.root ?? temporaryRoot();
  const opened = openAsking({
    root,
    env: { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: url },
    asking: standardAsking,
    limits: { usd: null, calls: null },
    frozen: false,
    refresh: false,
    tell: event => void events.push(event),
    surroundings: {
      now: () => new Date('2026-11-29T12:00:00Z'),
      wait: async seconds => void waits.push(seconds),
      random: () => 1,
    },
    ...changes,
  });
  return { ...opened, root, events, waits };
};

/** The test server, closed after the test. */
export const serve = async (settings: Partial<Settings> = {}) => {
  const server = await startModelServer({ mind: () => JSON.stringify(goodAnswer), ...settings });
  endings.push(server.close);
  return server;
};

/** What a promise is refused with; fails where it is not, or with something else. */
export const problemOf = async (promise: Promise<unknown>): Promise<Problem> => {
  const outcome = await promise.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );
  if (outcome instanceof Problem) return outcome;
  throw outcome instanceof Error ? outcome : new Error(String(outcome));
};
