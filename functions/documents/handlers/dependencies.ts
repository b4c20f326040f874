import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeDocumentArchive } from '../adapters/document-archive.ts'
import { makeOrderCopies } from '../adapters/order-copies.ts'
import { makeSlipCopies } from '../adapters/slip-copies.ts'
import { seller } from '../contract/types.ts'

/** Who sells, as JSON. */
const sellerText = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text): unknown => JSON.parse(text)),
  ),
  seller,
)

export type DocumentDeps = Awaited<ReturnType<typeof documentDeps>>

export async function documentDeps(runtime = makeRuntime()) {
  const { SELLER } = readEnvironment({ SELLER: sellerText })
  const commit = await runtime.commitDeps()
  return {
    seller: SELLER,
    clock: commit.clock,
    personal: commit.personal,
    archive: makeDocumentArchive(commit),
    orders: makeOrderCopies(commit),
    slips: makeSlipCopies(commit.store),
  }
}
