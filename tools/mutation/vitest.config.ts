import { defineConfig } from 'vitest/config'

/** For Stryker, which says where the tests are. One worker for all files: a mutant's tests start faster so. */
export default defineConfig({ test: { include: ['**/*.test.ts'], isolate: false } })
