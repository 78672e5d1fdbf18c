import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A test of a whole synthesis loads TypeScript in a child process.
    testTimeout: 60_000,
  },
});
