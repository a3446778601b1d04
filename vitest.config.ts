import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // CPython lives in a process once and for all: test files may not share one.
    pool: 'forks',
    isolate: true,
    // More than a machine of two cores would get by itself: much of the time tests wait, for child processes and for ends.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // Generous, because nothing here measures time: a hang is what this ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
