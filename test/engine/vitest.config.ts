import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/engine/**/*.engine.ts'],
    // One engine: one area at a time.
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // .ci/run counts from it.
    ...(process.env.STOWAGE_RESULTS && {
      reporters: ['default', 'json'],
      outputFile: { json: process.env.STOWAGE_RESULTS },
    }),
  },
});
