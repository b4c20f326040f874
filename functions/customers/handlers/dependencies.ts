import { makeRuntime } from '#shared/runtime.ts'

export const runtime = makeRuntime()
