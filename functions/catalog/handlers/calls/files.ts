import { callableHandler } from '#shared/calls.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { productFiles } from '../../contract/calls.ts'
import { makeReadFiles } from '../../use-cases/read-products.ts'

export const handler = callableHandler(productFiles, makeReadFiles(makeRuntime()))
