import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { slow } from './slow.ts';

/** What takes longer than `npm test` may: `npm run test:full`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    // Tests draw: what an earlier run drew proves nothing.
    env: { ADRGEN_PICTURE_CACHE: 'off' },
    setupFiles: ['test/house/property-seed.ts'],
    include: ['test/full/**/*.test.ts', ...slow],
    testTimeout: 10 * 60_000,
    hookTimeout: 10 * 60_000,
    // Each works in folders of its own; most of the time goes into processes that they start.
    maxWorkers: 2,
  },
});
