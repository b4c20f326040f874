import * as z from 'zod/mini'
import { defineCall } from '#shared/calls.ts'
import { sku } from '#shared/ids.ts'
import { download } from './types.ts'

/** Where the files of digital products are, by SKU; what has none is left out. */
export const productFiles = defineCall({
  context: 'catalog',
  name: 'files',
  request: z.strictObject({ skus: z.array(sku).check(z.maxLength(200)) }),
  answer: z.strictObject({ files: z.array(z.strictObject({ sku, ...download.shape })) }),
  timeoutSeconds: 10,
})
