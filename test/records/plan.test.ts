import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planDocument, planFile } from '../../src/records/plan.ts';

const file = { path: 'docs/design/x/context.svg', content: 'new' };

test.each([
  ['nothing there', null, null, 'create', undefined],
  ['nothing there, though written before', null, 'base', 'create', undefined],
  ['what would be written', 'next', null, 'unchanged', undefined],
  ['as generated', 'base', 'base', 'update', undefined],
  ['edited', 'other', 'base', 'kept', 'edited'],
  ["somebody else's", 'other', null, 'kept', 'edited'],
] as const)('a file: %s', (_, hash, base, action, reason) => {
  const current = hash === null ? null : { hash, text: null };
  const change = planFile(file, { current, base, next: 'next' });
  expect([change.action, change.reason]).toEqual([action, reason]);
  expect(change.content).toBe(action === 'create' || action === 'update' ? 'new' : undefined);
});

test('a kept file is outdated where something new would be written', () => {
  const current = { hash: 'other', text: null };
  expect(planFile(file, { current, base: 'base', next: 'next' }).outdated).toBe(true);
  expect(planFile(file, { current, base: 'base', next: 'base' }).outdated).toBe(false);
});

const document = (status: string, words: string): string =>
  `---\nstatus: ${status}\n---\n\n# X\n\n## Context\n\n${words}\n\n## Outcome\n\nOne.\n`;

/** A text as its own hash. */
const plan = (current: string | null, base: string | null, next: string, known: string | null = base) =>
  planDocument(
    { path: 'docs/adr/0001-x.md', content: next },
    {
      current: current === null ? null : { hash: current.replaceAll('\r\n', '\n'), text: current },
      known: known === null ? undefined : { content: known },
      base,
      next,
    },
  );

const [old, mine, fresh] = ['Old.', 'Mine.', 'Fresh.'].map(words => document('proposed', words)) as [
  string,
  string,
  string,
];

test.each([
  ['nothing there', null, old, fresh, 'create'],
  ['what would be written', fresh, old, fresh, 'unchanged'],
  ['as generated', old, old, fresh, 'update'],
  ['as generated, with Windows line endings', old.replaceAll('\n', '\r\n'), old, fresh, 'update'],
  ['edited, and nothing new', mine, old, old, 'kept'],
  ["somebody else's", mine, null, fresh, 'kept'],
  ['decided', document('accepted', 'Old.'), old, fresh, 'kept'],
] as const)('a document: %s', (_, current, base, next, action) => {
  expect(plan(current, base, next).change.action).toBe(action);
});

test.each(['accepted', 'Accepted', 'rejected', 'deprecated', 'superseded by ADR-0009', '"accepted"'])(
  'a record that is %s stays to the byte, whatever would be written',
  status => {
    const { change, conflicts } = plan(document(status, 'Mine.'), old, fresh);
    expect(change).toEqual({
      path: 'docs/adr/0001-x.md',
      action: 'kept',
      reason: 'accepted',
      outdated: true,
    });
    expect(conflicts).toEqual([]);
  },
);

test('what a merge of branches did to document and base alike is no edit, though no lock knows it', () => {
  const both = old.replace('Old.', '<<<<<<< HEAD\nA.\n=======\nB.\n>>>>>>> b');
  expect(plan(both, both, fresh, old).change.action).toBe('update');
});

test('an edited document without a base is kept as a whole, and the new text proposed', () => {
  const { change, conflicts } = plan(mine, null, fresh, old);
  expect(change).toMatchObject({ action: 'kept', reason: 'edited' });
  expect(conflicts).toEqual([{ name: 'the whole document', heading: '', proposal: fresh }]);
});

test('a merged document keeps its line endings and byte order mark', () => {
  const edited = old.replace('One.', 'Our one.');
  const { change } = plan(`\uFEFF${edited}`.replaceAll('\n', '\r\n'), old, fresh);
  const merged = `\uFEFF${fresh.replace('One.', 'Our one.')}`.replaceAll('\n', '\r\n');
  expect([change.action, change.content, change.sections]).toEqual(['merged', merged, ['Outcome']]);
});

test('nothing but what was last generated is ever replaced as a whole', () => {
  const text = fc.constantFrom(old, mine, fresh, document('accepted', 'Old.'), '# x\n');
  fc.assert(
    fc.property(text, fc.option(text), text, (current, base, next) => {
      const { change } = plan(current, base, next);
      if (change.action === 'update') expect(current).toBe(base);
      if (current.includes('accepted') && current !== next) expect(change.action).toBe('kept');
    }),
  );
});
