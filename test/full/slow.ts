/** Suites that stand with what they test, and take too long for `npm test`: they run with `npm run test:full`. */
export const slow = [
  'test/commands/new-property.test.ts',
  'test/commands/site.test.ts',
  'test/e2e/again.test.ts',
  'test/e2e/faults.test.ts',
  'test/e2e/interrupted.test.ts',
  'test/e2e/names.test.ts',
  'test/e2e/pictures.test.ts',
  'test/e2e/regen.test.ts',
  'test/e2e/regen-interrupted.test.ts',
  'test/e2e/streams.test.ts',
  'test/e2e/templates.test.ts',
  'test/house/json-page.test.ts',
  'test/house/workflow.test.ts',
  'test/rules/robust.test.ts',
];
