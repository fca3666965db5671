import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { requirementsJsonSchema } from '../../src/requirements/json-schema.ts';
import { repository } from './adrgen.ts';

const valid = new Ajv2020({ strict: false, allErrors: true }).compile(requirementsJsonSchema());
const examples = join(repository, 'docs/examples');
const names = readdirSync(examples, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);

describe('the JSON Schema, as an editor would use it', () => {
  it.each(names)('takes docs/examples/%s/requirements.yaml', name => {
    valid(parse(readFileSync(join(examples, name, 'requirements.yaml'), 'utf8')));
    expect(valid.errors ?? []).toEqual([]);
  });

  it('refuses a misspelt key', () => {
    expect(valid({ system: 'Tea', purpose: 'Tea', functional: ['Pour'], load: { dua: 3 } })).toBe(false);
  });
});
