import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatIssue } from '../../src/model/issue-text.ts';
import { Problem } from '../../src/model/problem.ts';
import { fieldTable, fieldTableMarkdown } from '../../src/requirements/field-table.ts';
import { requirementsJsonSchema } from '../../src/requirements/json-schema.ts';
import { readRequirements } from '../../src/requirements/read.ts';

const file = new URL('../../docs/requirements.md', import.meta.url);
if (process.env.UPDATE_DOCS === '1') {
  const fields = /(<!-- fields:start -->\n)[\s\S]*(<!-- fields:end -->)/u;
  const anew = readFileSync(file, 'utf8').replace(
    fields,
    (_, start: string, end: string) => `${start}\n${fieldTableMarkdown()}\n\n${end}`,
  );
  writeFileSync(file, anew);
}
const page = readFileSync(file, 'utf8');
const region = (name: string): string =>
  page.split(`<!-- ${name}:start -->`)[1]?.split(`<!-- ${name}:end -->`)[0]?.trim() ?? '';

describe('the page about the file', () => {
  it('holds the table of all fields as the schema gives it', () => {
    expect(region('fields')).toBe(fieldTableMarkdown());
  });

  it('shows issues as they are printed', () => {
    const [, source = '', printed] =
      /```yaml\n([\s\S]*?)```[\s\S]*?```text\n([\s\S]*?)\n```/.exec(region('example')) ?? [];
    try {
      readRequirements(source, 'requirements.yaml');
      expect.fail('the example has issues');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      expect(error.issues.map(issue => formatIssue(issue, { colour: false })).join('\n\n')).toBe(printed);
    }
  });

  it('explains every code that the cases bring up', () => {
    const folder = new URL('./cases/', import.meta.url);
    const codes = new Set<string>();
    for (const name of [
      'aliases',
      'choices',
      'duplicates',
      'quantities',
      'values',
      'wrong-types',
      'commands',
      'tabs',
      'tags-and-keys',
    ]) {
      const text = readFileSync(new URL(`${name}.txt`, folder), 'utf8');
      for (const [, code] of text.matchAll(/error \[([a-z0-9-]+)\]/g)) codes.add(code ?? '');
    }
    expect(codes.size).toBeGreaterThan(10);
    for (const code of codes) expect(page).toContain(`\`${code}\``);
  });
});

describe('fieldTable', () => {
  it('names each field once', () => {
    const fields = fieldTable().map(({ field }) => field);
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields).toContain('entities[].commands[].event');
  });

  it('says what a bare number is for quantities, and which fields are required', () => {
    const rows = new Map(fieldTable().map(row => [row.field, row]));
    expect(rows.get('entities[].size')).toMatchObject({ bare: 'bytes', default: '' });
    expect(rows.get('load.peak_factor')).toMatchObject({ bare: 'that many', default: '5' });
    expect(rows.get('system')).toMatchObject({ bare: '', default: 'required' });
  });
});

type Json = { readonly [key: string]: Json | undefined };
const schema = requirementsJsonSchema() as unknown as Json;

/** The part of the schema for a field, `unknown` aside. */
const at = (field: string): Json | undefined =>
  field.split('.').reduce<Json | undefined>((one, step) => {
    const name = step.replace('[]', '');
    const inner = known(one)?.properties?.[name];
    return step.endsWith('[]') ? known(inner)?.items : inner;
  }, schema);

/** The member that is not the word `unknown`, and not a bare text, where there are several. */
const known = (one: Json | undefined): Json | undefined => {
  const members = one?.anyOf as unknown as readonly Json[] | undefined;
  return members === undefined
    ? one
    : known(members.find(member => member.properties ?? member.items ?? member.anyOf) ?? members[0]);
};

const allowsUnknown = (one: Json | undefined): boolean =>
  ((one?.anyOf ?? []) as unknown as readonly Json[]).some(member => (member.const as unknown) === 'unknown');

describe('requirementsJsonSchema', () => {
  it('has each field of the table, with its description, and `unknown` where it is optional', () => {
    for (const row of fieldTable()) {
      const one = at(row.field);
      expect(one?.description, row.field).toBe(row.drives);
      expect(one?.title, row.field).toEqual(expect.any(String));
      const fixed = row.default === 'required' || /(?:^|\.)(?:id|apiVersion)$/.test(row.field);
      expect(allowsUnknown(one), row.field).toBe(!fixed);
    }
  });

  it('is strict wherever it lists properties, and names no host but that of the dialect', () => {
    const text = JSON.stringify(schema);
    const count = (part: string): number => text.split(part).length - 1;
    expect(count('"properties":{')).toBe(count('"additionalProperties":false'));
    expect(text.match(/https?:\/\/[^"]*/g)).toEqual(['https://json-schema.org/draft/2020-12/schema']);
  });

  it('can be written as YAML examples are: text may look like a number', () => {
    const [, example = ''] = /```yaml\n(apiVersion[\s\S]*?)```/.exec(page) ?? [];
    const keys = Object.keys(parse(example) as object);
    expect(Object.keys(schema.properties ?? {})).toEqual(expect.arrayContaining(keys));
    expect(at('decided[].record')).toMatchObject({
      anyOf: [{ type: ['string', 'number'] }, { const: 'unknown' }],
    });
  });
});
