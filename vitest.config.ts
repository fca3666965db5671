import { defineConfig } from 'vitest/config';
import { slow } from './test/full/slow.ts';

export default defineConfig({
  test: {
    // Tests draw: what an earlier run drew proves nothing.
    env: { ADRGEN_PICTURE_CACHE: 'off' },
    setupFiles: ['test/house/property-seed.ts'],
    include: ['test/**/*.test.ts'],
    exclude: ['test/full/**', 'test/sites/**/node_modules/**', ...slow],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Half of the time goes into processes that the tests wait for.
    maxWorkers: 2,
  },
});
