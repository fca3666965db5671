import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from '../../src/model/problem.ts';
import { documentRenderer } from '../../src/render/templates/templates.ts';

const viewSchema = z.strictObject({
  title: z.string(),
  status: z.enum(['proposed', 'rejected']),
  owner: z.strictObject({ name: z.string() }).optional(),
  options: z.array(z.strictObject({ name: z.string(), costs: z.array(z.number()).nullable() })),
  shape: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('a'), first: z.string() }),
    z.object({ kind: z.literal('b'), second: z.string() }),
  ]),
  labels: z.record(z.string(), z.string()),
});

const issueOf = (template: string, partials: Record<string, string> = {}) => {
  try {
    documentRenderer({ name: 'record.md.hbs', template, partials, viewSchema });
  } catch (error) {
    if (error instanceof Problem) return error.issues[0];
    throw error;
  }
  return undefined;
};

describe('a template', () => {
  it.each([
    '{{title}} {{owner.name}} {{options.length}} {{options.[0].name}}',
    '{{#each options}}{{name}} {{this.name}} {{../title}} {{@index}} {{@root.title}}{{/each}}',
    '{{#each options as |option at|}}{{#each option.costs}}{{at}} {{option.name}} {{../name}} {{this}}{{/each}}{{/each}}',
    '{{#with owner}}{{name}}{{else}}{{title}}{{/with}}',
    '{{shape.first}}{{shape.second}}{{labels.anything}}',
    '{{#each labels}}{{@key}}: {{this}}{{#unless @last}}, {{/unless}}{{/each}}',
    '{{#if (eq status "rejected")}}x{{else if owner}}y{{/if}}',
    '{{!-- a comment --}}{{{title}}}',
  ])('may say %j', template => {
    expect(issueOf(template)).toBeUndefined();
  });

  it.each([
    ['{{titel}}', 'template-unknown-field', 'did you mean "title"?'],
    ['{{#if titel}}x{{/if}}', 'template-unknown-field', 'did you mean "title"?'],
    ['{{#unless owner.nam}}x{{/unless}}', 'template-unknown-field', 'did you mean "name"?'],
    ['{{#each option}}x{{/each}}', 'template-unknown-field', 'did you mean "options"?'],
    ['{{#each options}}{{title}}{{/each}}', 'template-unknown-field', undefined],
    ['{{#each options}}{{this.nme}}{{/each}}', 'template-unknown-field', 'did you mean "name"?'],
    ['{{#each options}}{{../titel}}{{/each}}', 'template-unknown-field', 'did you mean "title"?'],
    ['{{#each options as |o|}}{{o.nme}}{{/each}}', 'template-unknown-field', 'did you mean "name"?'],
    ['{{#each options}}{{else}}{{name}}{{/each}}', 'template-unknown-field', undefined],
    ['{{shape.third}}', 'template-unknown-field', undefined],
    ['{{#if (eq titel "x")}}x{{/if}}', 'template-unknown-field', 'did you mean "title"?'],
    ['{{#if (eq status "rejectd")}}x{{/if}}', 'template-unknown-value', 'did you mean "rejected"?'],
    ['{{../title}}', 'template-refused', undefined],
    ['{{@index}}', 'template-refused', undefined],
    ['{{owner}}', 'template-not-text', undefined],
    ['{{options}}', 'template-not-text', undefined],
    ['{{#each title}}x{{/each}}', 'template-not-a-list', undefined],
    ['{{#with title}}x{{/with}}', 'template-not-a-list', undefined],
    ['{{join options ", "}}', 'template-not-a-list', undefined],
    ['{{#title}}x{{/title}}', 'template-refused', undefined],
    ['{{^title}}x{{/title}}', 'template-refused', undefined],
    ['{{lookup owner "name"}}', 'template-refused', undefined],
    ['{{log title}}', 'template-refused', undefined],
    ['{{printed title}}', 'template-refused', undefined],
    ['{{shout title}}', 'template-refused', undefined],
    ['{{"title"}}', 'template-refused', undefined],
    ['{{title.constructor}}', 'template-unknown-field', undefined],
    ['{{labels.constructor}}', 'template-unknown-field', undefined],
    ['{{labels.__proto__}}', 'template-unknown-field', undefined],
    ['{{> (join options "x")}}', 'template-refused', undefined],
    ['{{> known title=status}}', 'template-refused', undefined],
    ['{{#> known}}x{{/known}}', 'template-refused', undefined],
    ['{{#*inline "x"}}y{{/inline}}', 'template-refused', undefined],
    ['{{> knwon}}', 'template-unknown-partial', 'did you mean "known"?'],
    ['{{#if title}}', 'template-syntax', undefined],
    ['\uE000', 'template-refused', undefined],
  ])('may not say %j: %s', (template, code, hint) => {
    const issue = issueOf(`First line.\n${template}`, { known: 'x' });
    expect(issue).toMatchObject({ code, place: { file: 'record.md.hbs' } });
    expect(issue?.hint).toBe(hint ?? issue?.hint);
    if (code !== 'template-syntax' && template !== '\uE000') expect(issue?.place?.line).toBe(2);
  });

  it('is checked in its partials, in their own names', () => {
    expect(issueOf('{{#each options}}{{> row}}{{/each}}', { row: '{{name}}\n{{nme}}' })).toMatchObject({
      code: 'template-unknown-field',
      place: { file: 'row', line: 2, column: 3 },
    });
    expect(issueOf('{{> row owner}}', { row: '{{name}}' })).toBeUndefined();
    expect(issueOf('{{> row}}', { row: '{{> row}}' })?.code).toBe('template-refused');
  });

  it('may not hold HTML', () => {
    const render = documentRenderer({
      name: 'a',
      template: 'a<br>{{title}}',
      partials: {},
      viewSchema: z.object({ title: z.string() }),
    });
    expect(() => render({ title: '<br>' })).toThrow(Problem);
  });
});
