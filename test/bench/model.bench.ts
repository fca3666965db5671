/**
 * What asking a model costs, against a server of fixed pace: `npm run bench model`. Time of a first run against its
 * critical path, the share of repeated prompt tokens that the cache of the service holds, and what a change of one
 * number and a second run ask. Eight decisions, thought about in this process: no start, no documents, no pictures.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTopics } from '../../src/architects/catalogue/load-topics.ts';
import { claudeArchitect } from '../../src/architects/claude/architect.ts';
import { think } from '../../src/commands/think.ts';
import { openAsking } from '../../src/io/open-asking.ts';
import { readCatalogue, readTemplates } from '../../src/io/package-files.ts';
import { loadPersonas } from '../../src/io/personas.ts';
import { standardAsking } from '../../src/model/asking.ts';
import { promptWriter } from '../../src/render/prompts.ts';
import { readRequirements } from '../../src/requirements/read.ts';
import { answerTo } from '../model-server/answers/answer.ts';
import type { Entry } from '../model-server/log.ts';
import type { CountRequest } from '../model-server/request.ts';
import { startModelServer } from '../model-server/server.ts';
import { inputTokens } from '../model-server/tokens.ts';

/** Milliseconds from the arrival of a request, as a model of middle size has them. */
const pace = { firstEvent: 500, whole: 6000 };
const file = join('docs', 'examples', 'ticket-shop', 'requirements.yaml');
/** The example asks about five; these make them eight. */
const more = [
  'Which format do exports of sales have?',
  'How are pictures of events stored?',
  'How are texts of the shop translated?',
].map((question, index) => `  - { id: bench-${index}, question: "${question}" }\n`);
const requirements = readFileSync(file, 'utf8').replace(/^decisions:\n/m, line => line + more.join(''));

const root = mkdtempSync(join(tmpdir(), 'adrgen-bench-'));
const server = await startModelServer({ mind: answerTo, pace });
const { topics } = loadTopics(readCatalogue());
const personas = loadPersonas({ cwd: root });
const write = promptWriter(readTemplates('prompts'));

/** Thinks about requirements; gives the time in milliseconds. */
const run = async (text: string): Promise<number> => {
  const { ask } = openAsking({
    root,
    env: { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'any-key' },
    asking: standardAsking,
    limits: { usd: null, calls: null },
    ...{ frozen: false, refresh: false, tell: () => undefined },
  });
  const architect = claudeArchitect({
    ...{ ask, write, topics, provenance: 'a model' },
    personaOf: stage => {
      const persona = personas.byStage.get(stage);
      if (persona === undefined) throw new Error(`no persona serves ${stage}`);
      return persona;
    },
  });
  const began = performance.now();
  await think(architect, readRequirements(text, file).requirements);
  return performance.now() - began;
};

type Usage = {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens?: number;
  readonly cache_creation_input_tokens?: number;
};
const usageOf = ({ usage }: Entry): Usage => usage as Usage;
const promptOf = (entry: Entry): number => {
  const usage = usageOf(entry);
  return usage.input_tokens + readOf(entry) + (usage.cache_creation_input_tokens ?? 0);
};
const readOf = (entry: Entry): number => usageOf(entry).cache_read_input_tokens ?? 0;
const sum = (entries: readonly Entry[], of: (entry: Entry) => number): number =>
  entries.reduce((total, entry) => total + of(entry), 0);

/** Milliseconds of the longest line of questions that wait for each other, at the pace of the server. */
const criticalPath = (entries: readonly Entry[]): number => {
  const bySubject = new Map<string, number>();
  for (const { stage, subject } of entries) {
    const name = stage === 'analysis' ? '' : (subject ?? '');
    bySubject.set(name, (bySubject.get(name) ?? 0) + 1);
  }
  const { '': analysis = 0, ...decisions } = Object.fromEntries(bySubject);
  return (analysis + Math.max(0, ...Object.values(decisions))) * pace.whole;
};

/** Tokens that an earlier request began with as well: model, schema and system prompt were the same. */
const repeatedOf = (entries: readonly Entry[]): number => {
  const seen = new Set<string>();
  return sum(entries, entry => {
    const { model, system, output_config } = entry.body as Readonly<Record<string, unknown>>;
    const beginning = JSON.stringify([model, system, output_config]);
    const isRepeated = seen.has(beginning);
    seen.add(beginning);
    return isRepeated ? inputTokens({ ...(entry.body as CountRequest), messages: [] }) : 0;
  });
};

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const said = (name: string, text: string): void => {
  process.stdout.write(`${name.padEnd(58)} ${text}\n`);
};

const asked = (): readonly Entry[] => server.requests.filter(({ path }) => path === '/v1/messages');

const first = await run(requirements);
const full = [...asked()];
const subjects = new Set(full.filter(({ stage }) => stage !== 'analysis').map(({ subject }) => subject));
const path = criticalPath(full);
const window =
  Math.max(...full.map(({ ended = 0 }) => ended)) - Math.min(...full.map(({ arrived }) => arrived));
const prompts = sum(full, promptOf);
const read = sum(full, readOf);

server.forget();
const second = await run(requirements);
const again = asked().length;

server.forget();
const changed = requirements.replace(/latency_p95: *\d+ *ms/, 'latency_p95: 450ms');
if (changed === requirements) throw new Error('there is no latency_p95 to change');
await run(changed);
const touched = [...asked()];
await server.close();
rmSync(root, { recursive: true });

said('decisions that were asked about', String(subjects.size));
said('calls of a first run', String(full.length));
said('critical path at the pace of the server', `${(path / 1000).toFixed(1)} s`);
said('from the first call to the last answer, against it', `${(window / path).toFixed(3)}×`);
said('the whole run, against it', `${(first / path).toFixed(3)}×`);
said('repeated prompt tokens read from the cache', percent(read, repeatedOf(full)));
said('all prompt tokens read from the cache', percent(read, prompts));
said('a second run', `${again} calls, ${(second / 1000).toFixed(1)} s`);
said('calls after a change of one number', `${touched.length} of ${full.length}`);
said('prompt tokens after a change of one number', percent(sum(touched, promptOf), prompts));
for (const stage of new Set(full.map(one => one.stage))) {
  const of = (entries: readonly Entry[]): number => entries.filter(one => one.stage === stage).length;
  said(`  ${stage}`, `${of(touched)} of ${of(full)} calls`);
}
