import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dataOf, dataView } from '../../src/design/data/data.ts';
import { eventsOfDesign, eventsView } from '../../src/design/events.ts';
import { interfacesOf, interfacesView } from '../../src/design/interfaces/interfaces.ts';
import { readTemplates } from '../../src/io/package-files.ts';
import { documentRenderer } from '../../src/render/templates/templates.ts';
import type { Design } from '../../src/stages/design.ts';
import { choosing, hostileFile, undecided, useExamples } from './samples.ts';

const documents = readTemplates('documents');
const part = (name: string) => ({ name, template: documents[name] ?? '', partials: documents });
const data = documentRenderer({
  ...part('design-data'),
  viewSchema: dataView.extend({ schema_href: z.string() }),
});
const events = documentRenderer({ ...part('design-events'), viewSchema: eventsView });
const interfaces = documentRenderer({
  ...part('design-interfaces'),
  viewSchema: interfacesView.extend({ openapi_href: z.string() }),
});

const sections = (design: Design): string =>
  [
    data({ ...dataOf(design), schema_href: './shop/schema.sql' }),
    events(eventsOfDesign(design)),
    interfaces({ ...interfacesOf(design), openapi_href: './shop/openapi.yaml' }),
  ].join('\n');

const { designs, example } = useExamples();

describe('sections as documents', () => {
  test('the views are what their schemas say, and the same twice', () => {
    for (const design of designs.values()) {
      expect(dataView.parse(dataOf(design))).toEqual(dataOf(design));
      expect(eventsView.parse(eventsOfDesign(design))).toEqual(eventsOfDesign(design));
      expect(interfacesView.parse(interfacesOf(design))).toEqual(interfacesOf(design));
      expect(sections(design)).toBe(sections(design));
    }
  });

  test('without entities each section states its gap and asks, and nothing else', () => {
    const text = sections(example('order-notifications'));
    expect(
      text
        .trim()
        .split('\n')
        .filter(line => line !== ''),
    ).toHaveLength(3);
    expect(text.match(/The question for it: /g)).toHaveLength(3);
  });

  test('hostile names leave no value unfilled', () => {
    fc.assert(
      fc.property(hostileFile, file => {
        const text = sections(undecided(file));
        expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object Object\]/);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

const ledger = {
  system: 'Ledger',
  purpose: 'Book payments.',
  functional: ['When a payment arrives, the system shall book it.'],
  entities: [
    {
      name: 'Account',
      owner: 'Accounts',
      classification: 'personal',
      fields: { iban: 'text', state: 'text' },
      commands: ['open account'],
    },
    {
      name: 'Entry',
      owner: 'Books',
      size: '300 B',
      count: '2M/day',
      retention: '10 years',
      classification: 'secret',
      fields: { booked_at: 'timestamp', iban: 'text', amount: 'money', note: 'GeoPoint?' },
      references: ['Account'],
      commands: ['post entry', 'mark entry'],
    },
  ],
  flows: [
    { from: 'Books', to: 'Accounts', kind: 'event', rate: '20/s', delay: '2 s' },
    { from: 'Ledger', to: 'Tax office', kind: 'stream' },
    { from: 'Scheme', to: 'Books', kind: 'event' },
    { from: 'Auditor', to: 'Books', kind: 'query' },
  ],
  quality: { update_delay: '1 min' },
};

describe('data', () => {
  const view = dataOf(undecided(ledger));
  const column = (entity: string, name: string) =>
    view.tables.find(one => one.entity === entity)?.columns.find(one => one.name === name);

  test('a key that others repeat is taken as the key, and asked about', () => {
    expect(column('Account', 'iban')?.note).toBe('key (assumed)');
    expect(column('Entry', 'iban')?.note).toBe('refers to Account');
    expect(view.questions).toContain(
      'Is iban what identifies one Account? It is taken as the key, since others repeat it.',
    );
  });

  test('without a store the words of the file stand; unknown ones are said to be', () => {
    expect(column('Entry', 'note')).toEqual({
      name: 'note',
      type: 'GeoPoint?',
      note: 'may be missing; “GeoPoint?” is no type that is known here',
    });
    expect(view.schema_file).toBe('');
  });

  test('retention is enforced at the rate at which rows come', () => {
    expect(view.entities[1]?.retention).toBe(
      '10 years from booked_at: a nightly job deletes 2,000,000 a day',
    );
    expect(view.assumptions).toContain('The retention of Entry counts from booked_at.');
    // 14 million a day are dropped by the month in PostgreSQL, and cannot be in SQLite.
    const booking = (option: string) =>
      dataOf(choosing(example('payment-ledger'), 'primary-store', option)).entities[1]?.retention;
    expect(booking('postgresql')).toBe(
      '10 years from booked_at: dropped by the month, since 14,000,000 a day fall due',
    );
    expect(booking('sqlite')).toBe('10 years from booked_at: a nightly job deletes 14,000,000 a day');
  });

  test('erasing personal data names who else refers to it', () => {
    expect(view.entities[0]?.protection).toBe(
      'personal; erasing one reaches Entry; events to Tax office carry its id, not its fields',
    );
  });

  test('references that cross owners are listed', () => {
    expect(view.contexts).toEqual([
      { owner: 'Accounts', entities: 'Account', crossing: 'none' },
      { owner: 'Books', entities: 'Entry', crossing: 'Entry → Account (Accounts)' },
    ]);
  });
});

describe('events', () => {
  const view = eventsOfDesign(undecided(ledger));

  test('every command has a row with its event and who hears of it', () => {
    expect(view.rows.map(({ event, subscribers }) => [event, subscribers])).toEqual([
      ['AccountOpened', 'Tax office?'],
      ['EntryPosted', 'Accounts (within 2 s), Tax office?'],
      ['EntryMarked', 'Accounts (within 2 s), Tax office?'],
    ]);
    expect(view.questions[0]).toMatch(
      /^Which of its 3 events does the flow from Ledger to Tax office carry\?/,
    );
  });

  test('what comes in, and what may be read late, is told apart from what goes out', () => {
    expect(view.inbound.map(({ from, to }) => [from, to])).toEqual([['Scheme', 'Books']]);
    expect(view.projections).toEqual([
      {
        reader: 'Auditor',
        reads: 'Entry, at most 1 min old',
        rate: 'not said',
        fed_by: 'EntryPosted, EntryMarked',
      },
    ]);
    expect(view.volume).toMatch(/^At least 2,000,000 events a day/);
  });

  test('how an event is recorded follows the decision', () => {
    const shop = example('ticket-shop');
    const recorded = (option: string) =>
      eventsOfDesign(choosing(shop, 'domain-events', option)).rows[0]?.recorded;
    expect(recorded('outbox')).toBe('outbox row, same transaction');
    expect(recorded('event-sourcing')).toBe('appended to the event store');
    expect(eventsOfDesign(choosing(shop, 'domain-events', 'in-process')).questions.at(-1)).toBe(
      'Is a lost event acceptable to Mail provider and gate scanner?',
    );
  });
});
