import { defineConfig } from 'vitest/config'

/**
 * For Stryker, which says where the tests are. One worker for all files: a mutant's tests start faster so. Mutated
 * code is slower, and the machine may be busy: a test may take its time.
 */
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    setupFiles: ['tools/mutation/no-shrinking.ts'],
    isolate: false,
    testTimeout: 30_000,
  },
})
