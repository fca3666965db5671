import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTopics } from '../../src/architects/catalogue/load-topics.ts';
import { claudeArchitect } from '../../src/architects/claude/architect.ts';
import { think } from '../../src/commands/think.ts';
import { readCatalogue, readTemplates } from '../../src/io/package-files.ts';
import { standardAsking } from '../../src/model/asking.ts';
import type { Persona } from '../../src/model/persona.ts';
import { exitCodes } from '../../src/model/problem.ts';
import { promptWriter } from '../../src/render/prompts.ts';
import { readRequirements } from '../../src/requirements/read.ts';
import { askAt, key, problemOf, serve, temporaryRoot } from '../io/asking-setup.ts';
import { answerTo } from './answers/answer.ts';
import { fault as faultSchema } from './faults.ts';

/** Every fault at every stage of a whole run: the real door, the real SDK, the server's own answers. */

const { topics } = loadTopics(readCatalogue());
const write = promptWriter(readTemplates('prompts'));

const persona: Persona = {
  ...{ name: 'p', stage: null, description: '', model: 'sonnet', tools: null, color: null, other: {} },
  prompt: 'You think.',
};

/** One question of the team, so that a run is one call of each stage. */
const { requirements } = readRequirements(
  `apiVersion: adrgen/v1
system: Lost and found
purpose: Bring what was lost on a train back to whom it belongs.
functional: [When an item is handed in, the system shall tell those who miss such an item.]
load: { rps: 0.1/s }
quality: { availability: 99% }
team: { size: 3 }
decisions:
  - id: labels
    question: How are items labelled?
    options: [{ name: Printed codes, cons: [Printers at every station] }, { name: Radio tags, cons: [Tags cost more than most items] }]
`,
  'lost-and-found.yaml',
);

type Changes = Parameters<typeof askAt>[1];

const run = (url: string, changes: Changes = {}) => {
  const asked = askAt(url, { asking: { ...standardAsking, timeoutSeconds: 100 }, ...changes });
  const means = { ask: asked.ask, write, personaOf: () => persona, topics, provenance: 'the test server' };
  return { asked, design: think(claudeArchitect(means), requirements) };
};

let expected = '';
let stages: readonly string[] = [];
beforeAll(async () => {
  const server = await serve({ mind: answerTo });
  expected = JSON.stringify(await run(server.url).design);
  stages = server.requests.map(({ stage }) => stage ?? '');
});

const answeredStages = ['analysis', 'options', 'trade-offs', 'critique', 'decision'] as const;

it('asks once at each stage', () => {
  expect([...stages].sort()).toEqual([...answeredStages].sort());
});

type FaultInput = Parameters<typeof faultSchema.parse>[0] & object;

const passing: readonly (readonly [string, FaultInput])[] = [
  ['status 429', { kind: 'status', status: 429, retry_after: '5' }],
  ['status 500', { kind: 'status', status: 500 }],
  ['status 529', { kind: 'status', status: 529 }],
  ['a connection that breaks', { kind: 'reset' }],
  ['a stream that is cut', { kind: 'cut', at: 900 }],
  ['an error event', { kind: 'error-event' }],
  ['no message_stop', { kind: 'no-message-stop' }],
  ['no usage', { kind: 'no-usage' }],
  ['words around the JSON', { kind: 'chatty' }],
  ['thinking and two blocks', { kind: 'blocks' }],
  ['truncation', { kind: 'truncation' }],
  ['JSON that does not parse', { kind: 'invalid-json' }],
  ['JSON of another shape', { kind: 'wrong-shape' }],
  ['ids that do not exist', { kind: 'unknown-ids' }],
];

const lasting: readonly (readonly [string, FaultInput])[] = [
  // One that passes may be a server that knows no schema: it is asked again without.
  ['status 400 for ever', { kind: 'status', status: 400, times: 'always' }],
  ['status 401', { kind: 'status', status: 401 }],
  ['status 404', { kind: 'status', status: 404 }],
  ['status 529 for ever', { kind: 'status', status: 529, times: 'always' }],
  ['an hour to wait', { kind: 'status', status: 429, retry_after: '3600', times: 'always' }],
  ['a refusal', { kind: 'refusal', times: 'always' }],
  ['truncation for ever', { kind: 'truncation', times: 'always' }],
  ['no room left', { kind: 'context-exceeded', times: 'always' }],
  ['JSON that never fits', { kind: 'wrong-shape', times: 'always' }],
  ['ids that never exist', { kind: 'unknown-ids', times: 'always' }],
  ['a stream that is always cut', { kind: 'cut', at: 900, times: 'always' }],
];

describe.each(answeredStages)('at the stage %s', stage => {
  // An objection to what is not there is dropped: no answer of the critic is wrong by its ids.
  it.each(passing)('%s passes: the design is the same', async (_, fault) => {
    const server = await serve({
      mind: answerTo,
      faults: [faultSchema.parse({ ...fault, stage })],
    });
    const { design } = run(server.url);
    expect(JSON.stringify(await design)).toBe(expected);
    expect(server.faults.list()).toMatchObject([{ fired: 1 }]);
  });

  it('silence is given up, and asked again', async () => {
    const hang = faultSchema.parse({ kind: 'hang', point: 'start', stage });
    const server = await serve({ mind: answerTo, faults: [hang] });
    // Longer than an answer takes on any machine; what is given up too early is asked again as well.
    const { design } = run(server.url, { asking: { ...standardAsking, timeoutSeconds: 10 } });
    expect(JSON.stringify(await design)).toBe(expected);
    expect(server.faults.list()).toMatchObject([{ fired: 1 }]);
  });

  it.each(lasting.filter(([name]) => stage !== 'critique' || name !== 'ids that never exist'))(
    '%s stops the run with a file, and the next one goes on',
    async (_, fault) => {
      const server = await serve({
        mind: answerTo,
        faults: [faultSchema.parse({ ...fault, stage })],
      });
      const root = temporaryRoot();
      const failed = run(server.url, { root });
      const problem = await problemOf(failed.design);
      expect(problem.exitCode).toBe(exitCodes.model);
      const said = JSON.stringify(problem.issues);
      expect(said).not.toContain(key);
      for (const [, file = ''] of said.matchAll(/(\.adrgen\/[\w./-]+\.json)/g)) {
        expect(readFileSync(join(root, file), 'utf8')).not.toContain(key);
      }
      await failed.asked.settled();
      server.faults.clear();
      expect(JSON.stringify(await run(server.url, { root }).design)).toBe(expected);
      // What was answered before the fault is not asked again.
      const answered = server.requests.filter(({ fault: struck }) => struck === undefined);
      expect(answered.map(({ stage: one }) => one).sort()).toEqual([...stages].sort());
    },
  );
});

it('a second run asks nothing, and a frozen one needs no server', async () => {
  const server = await serve({ mind: answerTo });
  const root = temporaryRoot();
  await run(server.url, { root }).design;
  server.forget();
  expect(JSON.stringify(await run(server.url, { root }).design)).toBe(expected);
  expect(server.requests).toHaveLength(0);
  const frozen = run('http://127.0.0.1:9', { root, frozen: true });
  expect(JSON.stringify(await frozen.design)).toBe(expected);
});

it('a server without schema, usage, caching and count_tokens under any model name gives the same design', async () => {
  const without = new Set(['schema', 'usage', 'cache', 'count-tokens', 'batches', 'models'] as const);
  const server = await serve({ mind: answerTo, without, anyModel: true });
  const { design } = run(server.url);
  expect(JSON.stringify(await design)).toBe(expected);
});
