import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { loadTopics } from '../../../src/architects/catalogue/load-topics.ts';
import { claudeArchitect } from '../../../src/architects/claude/architect.ts';
import { think } from '../../../src/commands/think.ts';
import { readCatalogue, readTemplates } from '../../../src/io/package-files.ts';
import { loadPersonas } from '../../../src/io/personas.ts';
import { Problem } from '../../../src/model/problem.ts';
import { promptWriter } from '../../../src/render/prompts.ts';
import { readRequirements } from '../../../src/requirements/read.ts';
import type { Design } from '../../../src/stages/design.ts';
import { type Asked, askAt, serve, temporaryRoot } from '../../io/asking-setup.ts';
import { answerTo } from '../../model-server/answers/answer.ts';
import { type Fault, fault } from '../../model-server/faults.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Whole runs of the architect who asks a model, each with one fault at one stage. */

const file = 'docs/examples/order-notifications/requirements.yaml';
const { requirements } = readRequirements(readFileSync(file, 'utf8'), file);
const { topics } = loadTopics(readCatalogue());
const personas = loadPersonas({ cwd: temporaryRoot() });
const write = promptWriter(readTemplates('prompts'));

type Run = { readonly design: Design | Problem; readonly calls: number; readonly asked: Asked };

/** Thinks about the example, from the answers that are stored below the root and from a server with these faults. */
const runWith = async (faults: readonly Fault[], root = temporaryRoot()): Promise<Run> => {
  const server = await serve({ mind: answerTo, faults });
  const asked = askAt(server.url, { root });
  const architect = claudeArchitect({
    ask: asked.ask,
    write,
    topics,
    provenance: 'a model',
    personaOf: stage => {
      const persona = personas.byStage.get(stage);
      if (persona === undefined) throw new Error(`no persona serves ${stage}`);
      return persona;
    },
  });
  const design = await think(architect, requirements).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  await asked.settled();
  return { design, calls: server.requests.length, asked };
};

let whole: Run;
beforeAll(async () => {
  whole = await runWith([]);
  expect(whole.design).not.toBeInstanceOf(Problem);
});

describe.each(['analysis', 'options', 'trade-offs', 'decision'] as const)('at the stage %s', stage => {
  const passing: readonly (readonly [string, Parameters<typeof fault.parse>[0], more: number])[] = [
    ['529', { kind: 'status', status: 529 }, 1],
    ['429, to come back at once', { kind: 'status', status: 429, retry_after: '0' }, 1],
    ['500', { kind: 'status', status: 500 }, 1],
    ['a connection that breaks', { kind: 'reset' }, 1],
    ['a cut', { kind: 'cut', at: 900 }, 1],
    ['an error event', { kind: 'error-event' }, 1],
    ['no message_stop', { kind: 'no-message-stop' }, 1],
    ['invalid JSON', { kind: 'invalid-json' }, 1],
    ['another shape', { kind: 'wrong-shape' }, 1],
    ['nothing said', { kind: 'empty' }, 1],
    ['truncation', { kind: 'truncation' }, 1],
    ['ids that do not exist', { kind: 'unknown-ids' }, 1],
    ['words around it', { kind: 'chatty' }, 0],
    ['thinking, and text in two blocks', { kind: 'blocks' }, 0],
    ['no usage', { kind: 'no-usage' }, 0],
  ];

  it.each(passing)('%s, once: the design is that of a run to which nothing happens', async (_, one, more) => {
    const { design, calls } = await runWith([fault.parse({ ...(one as object), stage })]);
    if (design instanceof Problem) throw design;
    expect(design).toEqual(whole.design);
    expect(calls).toBe(whole.calls + more);
  });

  const staying: readonly (readonly [string, Parameters<typeof fault.parse>[0]])[] = [
    ['refused', { kind: 'refusal' }],
    ['invalid-answer', { kind: 'wrong-shape' }],
    ['truncated', { kind: 'truncation' }],
    ['prompt-too-large', { kind: 'context-exceeded' }],
    ['rate-limited', { kind: 'status', status: 429, retry_after: '3600' }],
    ['overloaded', { kind: 'status', status: 529 }],
    ['unknown-model', { kind: 'status', status: 404 }],
    ['wrong-key', { kind: 'status', status: 401 }],
  ];

  it.each(staying)(
    '%s, for good: the run ends, and the next one pays for nothing twice',
    async (code, one) => {
      const root = temporaryRoot();
      const { design, asked } = await runWith(
        [fault.parse({ ...(one as object), stage, times: 'always' })],
        root,
      );
      expect(design).toBeInstanceOf(Problem);
      const { issues, exitCode } = design as Problem;
      expect([issues[0]?.code, exitCode]).toEqual([code, 3]);
      expect(issues[0]?.message).toContain(`${stage} of `);
      const stored = asked.events.filter(event => event.kind === 'answered' && !event.stored).length;
      const next = await runWith([], root);
      expect(next.design).toEqual(whole.design);
      expect(next.calls).toBe(whole.calls - stored);
    },
  );
});

it('a run that finds all answers asks nothing, and comes to the same', async () => {
  const root = temporaryRoot();
  await runWith([], root);
  const again = await runWith([], root);
  expect(again.calls).toBe(0);
  expect(again.design).toEqual(whole.design);
});
