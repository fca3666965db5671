import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/model/problem.ts';
import { adrgen, repository } from './adrgen.ts';

const page = readFileSync(join(repository, 'docs/exit-codes.md'), 'utf8');

describe('docs/exit-codes.md', () => {
  it('lists every code with its name', () => {
    const rows = [...page.matchAll(/^\| (\d+) \| (\w+) \|/gm)].map(([, code, name]) => [name, Number(code)]);
    expect(rows).toEqual(Object.entries(exitCodes));
  });

  it.each([
    [exitCodes.clean, ['--version']],
    [exitCodes.clean, ['validate', 'docs/examples/ticket-shop/requirements.yaml']],
    [exitCodes.usage, ['validate', 'nowhere.yaml']],
    [exitCodes.usage, ['new', 'docs/examples/ticket-shop/requirements.yaml', '--imges', 'svg']],
    [exitCodes.usage, []],
  ])('is kept to: %i from %j', (code, words) => {
    expect(adrgen(words).exitCode).toBe(code);
  });
});
