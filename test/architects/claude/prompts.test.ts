import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTopics } from '../../../src/architects/catalogue/load-topics.ts';
import { claudeArchitect } from '../../../src/architects/claude/architect.ts';
import type { AskedStage } from '../../../src/architects/claude/inquiry.ts';
import { readCatalogue, readTemplates } from '../../../src/io/package-files.ts';
import type { DecisionToMake } from '../../../src/model/analysis.ts';
import type { Call } from '../../../src/model/doors.ts';
import type { Persona } from '../../../src/model/persona.ts';
import { promptWriter } from '../../../src/render/prompts.ts';
import { readRequirements } from '../../../src/requirements/read.ts';

const file = 'docs/examples/order-notifications/requirements.yaml';
const source = readFileSync(file, 'utf8');
const { topics } = loadTopics(readCatalogue());

/** Enough of an architect to see what it would send: nothing answers. */
const sentFor = async (
  yaml: string,
  stage: AskedStage,
  decision?: DecisionToMake,
): Promise<Call<unknown>> => {
  const calls: Call<unknown>[] = [];
  const persona: Persona = {
    ...{ name: 'p', stage: null, description: '', model: 'inherit', tools: null, color: null, other: {} },
    prompt: 'You think.',
  };
  const architect = claudeArchitect({
    ask: async call => {
      calls.push(call as Call<unknown>);
      throw new Error('nobody answers');
    },
    write: promptWriter(readTemplates('prompts')),
    personaOf: () => persona,
    topics,
    provenance: 'nobody',
  });
  const { requirements } = readRequirements(yaml, file);
  const asked =
    stage === 'analysis' || decision === undefined
      ? architect.analyse(requirements)
      : architect.propose(requirements, decision);
  await expect(asked).rejects.toThrow('nobody answers');
  const [call] = calls;
  if (call === undefined) throw new Error('nothing was asked');
  return call;
};

const store: DecisionToMake = {
  ...{ id: 'primary-store', title: 'Primary store', question: 'Where is it kept?', significance: 8 },
  ...{ because: [], origin: 'architect', criteria: [], drivers: ['load.dau', 'quality.latency_p95'] },
};

describe('the prompts of the first example', () => {
  let analysis: Call<unknown>;
  let options: Call<unknown>;
  beforeAll(async () => {
    analysis = await sentFor(source, 'analysis');
    options = await sentFor(source, 'options', store);
  });

  it('are those that were read and approved', async () => {
    const shown = [analysis, options]
      .map(({ shared, prompt }) => `${shared}\n==== user ====\n\n${prompt}`)
      .join('\n==== next ====\n\n');
    await expect(shown).toMatchFileSnapshot('prompts.snapshot.txt');
  });

  it('begin with the task, by which anyone can tell them apart', () => {
    expect(options.prompt.split('\n')[0]).toBe(
      'adrgen-task: {"stage":"options","subject":"primary-store","system":"Order notifications","turn":"first"}',
    );
  });
});
