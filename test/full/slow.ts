/** Suites that stand with what they test, and take too long for `npm test`: they run with `npm run test:full`. */
export const slow = [
  'test/e2e/faults.test.ts',
  'test/e2e/interrupted.test.ts',
  'test/e2e/names.test.ts',
  'test/e2e/pictures.test.ts',
  'test/e2e/streams.test.ts',
  'test/commands/new-property.test.ts',
  'test/rules/robust.test.ts',
];
