import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'constructs/**/*.test.ts', 'stacks/**/*.test.ts'],
    // A test of a whole synthesis loads TypeScript in a child process.
    testTimeout: 60_000,
    // .ci/run counts from it.
    ...(process.env.CI && {
      reporters: ['default', 'json'],
      outputFile: { json: 'node_modules/.cache/vitest.json' },
    }),
  },
});
