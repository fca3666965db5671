import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { standardAsking } from '../../src/model/asking.ts';
import { modelId, priceOf } from '../../src/model/language-models.ts';
import { repository } from './adrgen.ts';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

it('docs/models.md explains every error of asking', () => {
  const folders = ['src/io/model-service', 'src/io/answer-store'];
  const sources = folders.flatMap(folder =>
    readdirSync(join(repository, folder)).map(name => read(`${folder}/${name}`)),
  );
  const codes = new Set(
    sources.flatMap(text => [...text.matchAll(/\bcode: '([a-z-]+)'/g)].map(([, code = '']) => code)),
  );
  // Ctrl-C has an exit code of its own.
  codes.delete('interrupted');
  expect(codes.size).toBeGreaterThan(15);
  const page = read('docs/models.md');
  expect([...codes].filter(code => !page.includes(`\`${code}\``))).toEqual([]);
});

it('docs/configuration.md has the models and prices that the code has', () => {
  const page = read('docs/configuration.md');
  const rows = [...page.matchAll(/^\| `(\w+)` \| `(claude-[\w-]+)` \| (\S+)[^|]*\| (\S+)[^|]*\|$/gm)];
  expect(rows.map(([, name]) => name)).toEqual(['haiku', 'sonnet', 'opus', 'fable']);
  for (const [, name = '', model = '', input, output] of rows) {
    expect(modelId(name)).toBe(model);
    const price = priceOf(model);
    if (price === null) expect([input, output]).toEqual(['not', 'not']);
    else expect([Number.parseFloat(input ?? ''), Number(output)]).toEqual([price.input, price.output]);
  }
});

it('docs/configuration.md has the defaults that the code has', () => {
  const page = read('docs/configuration.md');
  const { model, maxTokens, timeoutSeconds, concurrency } = standardAsking;
  for (const [key, value] of Object.entries({
    model: `\`${model}\``,
    max_tokens: maxTokens,
    timeout_seconds: timeoutSeconds,
    concurrency,
  })) {
    expect(page).toMatch(new RegExp(`^\\| \`${key}\` \\| .* \\| ${value} \\|$`, 'm'));
  }
});
