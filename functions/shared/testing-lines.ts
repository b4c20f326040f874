import middy from '@middy/core'
import { vi } from 'vitest'
import { observed } from './observability.ts'

/** Runs something as an invocation of a function, and answers what its log line says. */
export async function lineOf(run: () => Promise<unknown>): Promise<Record<string, unknown>> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    await middy<unknown, unknown>().use(observed('tests.line')).handler(run)({}, {} as never)
    return JSON.parse(String(write.mock.calls.at(-1)?.[0]))
  } finally {
    write.mockRestore()
  }
}
