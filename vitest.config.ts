import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { lanesOf } from './test/support/lanes.ts';

const { shared, alone, scripts } = lanesOf();
const lane = (name: string, include: readonly string[], isolate: boolean) => ({
  extends: true as const,
  test: {
    name,
    include: [...include],
    isolate,
    ...(!isolate && { setupFiles: 'test/support/untouched.ts' }),
  },
});

export default defineConfig({
  test: {
    projects: [lane('shared', shared, false), lane('alone', alone, true), lane('scripts', scripts, true)],
    maxWorkers: availableParallelism(),
    restoreMocks: true,
    // What a source becomes for a test is kept, by its content.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'node_modules/.cache/vitest' },
    // A test of a whole synthesis loads TypeScript in a child process.
    testTimeout: 60_000,
    // .ci/run counts from it.
    ...(process.env.CI && {
      reporters: ['default', 'json'],
      outputFile: {
        json: `node_modules/.cache/vitest${process.env.npm_lifecycle_event === 'test:scripts' ? '-scripts' : ''}.json`,
      },
    }),
  },
});
