import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadTopics } from '../../src/architects/catalogue/load-topics.ts';
import { claudeArchitect } from '../../src/architects/claude/architect.ts';
import { think } from '../../src/commands/think.ts';
import { readCatalogue, readTemplates } from '../../src/io/package-files.ts';
import type { Ask, Call } from '../../src/model/doors.ts';
import type { Persona } from '../../src/model/persona.ts';
import { promptWriter } from '../../src/render/prompts.ts';
import { readRequirements } from '../../src/requirements/read.ts';
import { judge } from '../../src/rules/judge.ts';
import type { Design } from '../../src/stages/design.ts';
import { answerTo } from './answers/answer.ts';
import { questionOf } from './question.ts';

/** The answers of the server before every rule that a model's answers meet: without the wire, and with no repair. */

const { topics } = loadTopics(readCatalogue());
const usage = { model: 'claude-sonnet-5-5', input: 0, cacheRead: 0, cacheWrite: 0, output: 0, usd: null };

const persona: Persona = {
  ...{ name: 'p', stage: null, description: '', model: 'sonnet', tools: null, color: null, other: {} },
  prompt: 'You think.',
};

type Asked = { readonly stage: string; readonly subject: string; readonly value: unknown };

/** Asks the server's mind, and refuses what schema or rules find wrong in place of asking for a repair. */
const asking = () => {
  const asked: Asked[] = [];
  const ask: Ask = async <T>(call: Call<T>) => {
    const question = questionOf({
      model: 'claude-sonnet-5-5',
      max_tokens: 1,
      system: call.shared,
      messages: [{ role: 'user', content: call.prompt }],
    });
    const value = call.schema.parse(JSON.parse(answerTo(question)));
    const at = `${call.stage} of ${call.subject}`;
    expect({ at, faults: call.faults?.(value) ?? [] }).toEqual({ at, faults: [] });
    asked.push({
      stage: question.turn === 'rewrite' ? `${call.stage} again` : call.stage,
      subject: call.subject,
      value,
    });
    return { value, usage, stopReason: 'end_turn', key: `${asked.length}`, stored: false };
  };
  return { ask, asked };
};

const thinkAbout = async (text: string): Promise<{ design: Design; asked: readonly Asked[] }> => {
  const { ask, asked } = asking();
  const write = promptWriter(readTemplates('prompts'));
  const means = { ask, write, personaOf: () => persona, topics, provenance: 'the test server' };
  const { requirements } = readRequirements(text, 'requirements.yaml');
  return { design: await think(claudeArchitect(means), requirements), asked };
};

const example = (name: string): string => readFileSync(`docs/examples/${name}/requirements.yaml`, 'utf8');

const records = ({ decided }: Design): readonly string[] =>
  decided
    .filter(({ standing }) => standing.kind === 'record')
    .map(({ decision, chosen, firmness }) => `${decision.id}: ${chosen?.id} (${firmness.word})`);

const defects = (design: Design) =>
  judge(design, { today: '2026-11-22' }).filter(
    ({ level, about }) => level === 'error' && about === 'document',
  );

describe.each([
  ['club-bookings', 3],
  ['order-notifications', 3],
  ['payment-ledger', 5],
  ['ticket-shop', 5],
])('%s', (name, decisions) => {
  it(`becomes ${decisions} records that break no rule, without a repair`, async () => {
    const { design, asked } = await thinkAbout(example(name));
    expect(records(design)).toHaveLength(decisions);
    expect(defects(design)).toEqual([]);
    expect(asked.filter(({ stage }) => stage === 'options')).toHaveLength(decisions);
    await expect(`${records(design).join('\n')}\n`).toMatchFileSnapshot(`answers/${name}/records.txt`);
  });
});
