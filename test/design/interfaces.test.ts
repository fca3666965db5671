import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { interfacesOf } from '../../src/design/interfaces/interfaces.ts';
import { openapiFileOf } from '../../src/design/interfaces/openapi.ts';
import type { Design } from '../../src/stages/design.ts';
import { exampleDesign, hostileFile, undecided } from './samples.ts';

type Parsed = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId: string; tags: string[] }>>>>;
  readonly components: { readonly schemas: object; readonly securitySchemes?: object };
  readonly security?: unknown;
};

/** One for all documents: making one compiles the schema of OpenAPI. */
const validator = new Validator();

/** The document as a reader gets it: valid by the schema of OpenAPI, every reference resolved. */
const validated = async (design: Design): Promise<Parsed> => {
  const content = openapiFileOf(design)?.content ?? '';
  const document: Parsed = parse(content);
  const { valid, errors } = await validator.validate(structuredClone(document) as never);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
  const components: Readonly<Record<string, object>> = document.components;
  const dangling = [...content.matchAll(/#\/components\/(\w+)\/([\w.-]+)/g)].filter(
    ([, kind = '', name = '']) => !Object.hasOwn(components[kind] ?? {}, name),
  );
  expect(dangling).toEqual([]);
  return document;
};

const operations = ({ paths }: Parsed) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );

describe('OpenAPI document', () => {
  test.each(['club-bookings', 'ticket-shop', 'payment-ledger'])(
    '%s validates and has an operation for each command',
    async name => {
      const design = await exampleDesign(name);
      const document = await validated(design);
      const commands = design.analysis.requirements.entities.flatMap(one => one.commands);
      const posts = operations(document).filter(({ method }) => method === 'post');
      expect(posts).toHaveLength(commands.length);
      expect(
        operations(document)
          .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
          .sort(),
      ).toEqual(
        interfacesOf(design)
          .operations.map(({ method, path }) => `${method} ${path}`)
          .sort(),
      );
    },
  );

  test('hostile names stay valid', async () => {
    await fc.assert(
      fc.asyncProperty(hostileFile, async file => {
        const design = undecided(file);
        if (openapiFileOf(design) === null) {
          expect(design.analysis.requirements.entities.every(one => one.commands.length === 0)).toBe(true);
          return;
        }
        const all = operations(await validated(design));
        expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length);
        for (const { path } of all)
          expect(path).toMatch(/^(?:\/(?:[A-Za-z0-9._~!'()*-]|%[0-9A-F]{2})+|\/\{id\})+$/);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('no entity with commands, no document: the gap is stated', async () => {
    const design = await exampleDesign('order-notifications');
    expect(openapiFileOf(design)).toBeNull();
    expect(interfacesOf(design).gap).toContain('by which commands?');
  });
});

const file = {
  system: 'Desk',
  purpose: 'Lend tools.',
  functional: [
    { id: 'L1', text: 'When a member lends a tool, the system shall record it.' },
    { id: 'L2', text: 'Members shall search tools by name and shelf.' },
    { id: 'L3', text: 'The system shall smell of oil.' },
  ],
  entities: [
    {
      name: 'Tool',
      fields: { id: 'uuid', name: 'text', shelf: 'text' },
      commands: ['lend tool', 'register tool'],
    },
  ],
};

describe('interfaces section', () => {
  test('requirements are cited where their text says the command or the reading', () => {
    const { operations: rows, untraced } = interfacesOf(undecided(file));
    expect(rows.map(({ method, path, requirements }) => [method, path, requirements])).toEqual([
      ['POST', '/tools/{id}/lend', 'L1'],
      ['POST', '/tools', ''],
      ['GET', '/tools/{id}', ''],
      ['GET', '/tools', 'L2'],
    ]);
    expect(untraced.map(({ id }) => id)).toEqual(['L3']);
  });

  test('what a search names is a filter', async () => {
    const document = await validated(undecided(file));
    const list = document.paths['/tools']?.get as { parameters?: { name?: string }[] } | undefined;
    expect(list?.parameters?.flatMap(({ name }) => name ?? [])).toEqual(['name', 'shelf']);
  });

  test('a security scheme only where the file names one', async () => {
    const without = undecided(file);
    expect((await validated(without)).security).toBeUndefined();
    expect(interfacesOf(without).access).toContain('bear no security scheme yet');
    const told = undecided({
      ...file,
      decided: [{ question: 'How do callers log in?', answer: 'With OpenID Connect.' }],
    });
    expect((await validated(told)).components.securitySchemes).toEqual({
      accessToken: { type: 'http', scheme: 'bearer' },
    });
    const vague = undecided({
      ...file,
      decided: [{ question: 'How do callers log in?', answer: 'With smart cards.' }],
    });
    expect((await validated(vague)).security).toBeUndefined();
    expect(interfacesOf(vague).questions[0]).toContain('With smart cards.');
  });

  test('a thing that no command creates is asked about', () => {
    const seat = undecided({
      ...file,
      entities: [{ name: 'Seat', commands: ['hold seat', 'release seat'] }],
    });
    expect(interfacesOf(seat).questions.some(one => one.startsWith('What brings a new Seat about?'))).toBe(
      true,
    );
  });
});
