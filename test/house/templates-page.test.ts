import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { packageTemplates } from '../../src/commands/package-templates.ts';
import { placeOwnTemplates } from '../../src/render/templates/own-templates.ts';
import {
  elementOf,
  fieldNames,
  fieldOf,
  isText,
  type Shapes,
  shapesOf,
} from '../../src/render/templates/schema.ts';
import { checkTemplates, mainTemplates } from '../../src/render/templates/set.ts';

const page = resolve(import.meta.dirname, '../../docs/templates.md');

/** Paths of all fields that can be printed: `options[].name`. */
const fieldsOf = (shapes: Shapes, path = ''): readonly string[] => {
  const own = isText(shapes) ? [path === '' ? 'this' : path] : [];
  const inner = fieldNames(shapes).flatMap(name =>
    fieldsOf(fieldOf(shapes, name), path === '' ? name : `${path}.${name}`),
  );
  const elements = elementOf(shapes);
  return [...own, ...inner, ...(elements.length === 0 ? [] : fieldsOf(elements, `${path}[]`))];
};

const code = (names: readonly string[]): string => names.map(name => `\`${name}\``).join(', ');

const tables = (): string => {
  const { issues, uses } = checkTemplates(packageTemplates());
  expect(issues).toEqual([]);
  const mains = mainTemplates.map(
    ({ kind, name, makes, view }) =>
      `### ${name}\n\nIn \`${kind}/\`: ${makes}.\n\n${code(fieldsOf(shapesOf(view)))}`,
  );
  const names = [...new Set(uses.map(({ kind, name }) => `${kind}/${name}`))].sort();
  const rows = names.map(path => {
    const own = uses.filter(({ kind, name }) => `${kind}/${name}` === path);
    const [first = [], ...others] = own.map(({ shapes }) => fieldsOf(shapes));
    const everywhere = first.filter(field => others.every(fields => fields.includes(field)));
    return `| \`${path}\` | ${[...new Set(own.map(({ by }) => by.name))].join(', ')} | ${code(everywhere)} |`;
  });
  return [
    ...mains,
    '### Partials\n\nWith the fields that each sees wherever it is named.\n\n| Partial | Part of | Fields |\n| --- | --- | --- |\n' +
      rows.join('\n'),
  ].join('\n\n');
};

it('docs/templates.md lists every template with its fields; `npm run docs` writes it anew', () => {
  const text = readFileSync(page, 'utf8');
  const region = /(<!-- templates:start -->\n)[\s\S]*(<!-- templates:end -->)/u;
  expect(text).toMatch(region);
  const expected = text.replace(region, (_, start: string, end: string) => `${start}\n${tables()}\n\n${end}`);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, expected);
  expect(readFileSync(page, 'utf8')).toBe(expected);
});

it('the example of the page can be used', () => {
  const [, text = ''] = /```handlebars\n([\s\S]*?)```/u.exec(readFileSync(page, 'utf8')) ?? [];
  const file = { path: 'documents/madr.md.hbs', shown: 'madr', text };
  expect(placeOwnTemplates([file], packageTemplates())).toMatchObject({
    own: [{ standing: 'replaced' }],
    issues: [],
  });
});
