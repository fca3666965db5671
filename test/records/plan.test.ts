import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planFile } from '../../src/records/plan.ts';

const file = { path: 'docs/adr/0001-x.md', content: 'new' };
const proposed = '---\nstatus: proposed\n---\n';
const accepted = '---\nstatus: accepted\n---\n';

test.each([
  ['nothing there', null, null, 'create', undefined],
  ['nothing there, though written before', null, 'base', 'create', undefined],
  ['what would be written', { hash: 'next', text: proposed }, null, 'unchanged', undefined],
  ['as generated', { hash: 'base', text: proposed }, 'base', 'update', undefined],
  ['edited', { hash: 'other', text: proposed }, 'base', 'kept', 'edited'],
  ["somebody else's", { hash: 'other', text: '# x' }, null, 'kept', 'edited'],
  ['accepted', { hash: 'other', text: accepted }, 'base', 'kept', 'accepted'],
  ['accepted by whoever generated it', { hash: 'base', text: accepted }, 'base', 'kept', 'accepted'],
  ['an edited picture', { hash: 'other', text: null }, 'base', 'kept', 'edited'],
] as const)('%s', (_, current, base, action, reason) => {
  const change = planFile(file, { current, base, next: 'next' });
  expect([change.action, change.reason]).toEqual([action, reason]);
  expect(change.content).toBe(action === 'create' || action === 'update' ? 'new' : undefined);
});

test('a kept file is outdated where something new would be written', () => {
  const current = { hash: 'other', text: proposed };
  expect(planFile(file, { current, base: 'base', next: 'next' }).outdated).toBe(true);
  expect(planFile(file, { current, base: 'base', next: 'base' }).outdated).toBe(false);
});

test('nothing but what was last generated is ever replaced', () => {
  const hash = fc.constantFrom('a', 'b', 'c');
  const text = fc.constantFrom(proposed, accepted, '# x', null);
  fc.assert(
    fc.property(hash, text, fc.option(hash), hash, (current, words, base, next) => {
      const { action } = planFile(file, { current: { hash: current, text: words }, base, next });
      if (action === 'update') expect([current, words === accepted]).toEqual([base, false]);
      expect(action).not.toBe('create');
    }),
  );
});
