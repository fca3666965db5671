import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { formatIssue } from '../../../src/model/issue-text.ts';
import { Problem } from '../../../src/model/problem.ts';
import { fault } from '../../model-server/faults.ts';
import { askAt, goodAnswer, key, question, serve } from '../asking-setup.ts';

/** A key that a server sends back, wherever it can: nobody sees it, and no file has it. */

const hostile: readonly (readonly [string, Parameters<typeof fault.parse>[0]])[] = [
  ['in an answer', { kind: 'text', text: JSON.stringify({ ...goodAnswer, option: `use ${key}` }) }],
  ['in an answer that is none', { kind: 'text', text: `I was given ${key}.` }],
  ['in a field of another shape', { kind: 'text', text: JSON.stringify({ option: [key], [key]: 1 }) }],
  ['in the message of an error', { kind: 'status', status: 400, message: `bad key ${key}` }],
  ['in a refused key', { kind: 'status', status: 401, message: `invalid x-api-key: ${key}` }],
  ['in a passing error', { kind: 'status', status: 529, message: `overloaded, ${key}` }],
  ['in the page of a proxy', { kind: 'status', status: 502, body: `<p>Authorization: Bearer ${key}</p>` }],
  ['in the type of an error event', { kind: 'error-event', type: key }],
];

afterEach(() => vi.restoreAllMocks());

const filesBelow = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

it.each(hostile)('%s', async (_, one) => {
  const printed: string[] = [];
  for (const name of ['log', 'warn', 'error', 'info', 'debug'] as const) {
    vi.spyOn(console, name).mockImplementation((...parts) => void printed.push(JSON.stringify(parts)));
  }
  const server = await serve({ faults: [fault.parse({ ...(one as object), times: 'always' })] });
  vi.stubEnv('ANTHROPIC_LOG', 'debug');
  const { root, ask, events, estimate } = askAt(server.url);
  const outcome = await ask(question()).catch((error: unknown) => error);
  await estimate(question('other'));
  vi.unstubAllEnvs();
  if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Problem);
  const issues = outcome instanceof Problem ? outcome.issues : [];
  const seen = [
    ...printed,
    JSON.stringify(events),
    JSON.stringify(outcome),
    String(outcome instanceof Error ? outcome.stack : ''),
    ...issues.map(issue => formatIssue(issue, { colour: false })),
    ...filesBelow(root).flatMap(file => [file, readFileSync(file, 'utf8')]),
  ].join('\n');
  expect(server.requests.length).toBeGreaterThan(0);
  expect(seen).not.toContain(key);
  // Nothing goes to the console, whatever the environment says of logs.
  expect(printed).toEqual([]);
});
