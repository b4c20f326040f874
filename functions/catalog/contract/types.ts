import * as z from 'zod/mini'
import { text } from '#shared/http/schemas.ts'
import { price } from '#shared/money.ts'

const millimeters = z.int().check(z.minimum(0), z.maximum(10_000))

/** Where a file is, and what it is called when it is saved. */
export const download = z.strictObject({
  url: z.string().check(z.url({ protocol: /^https$/ }), z.maxLength(2_000)),
  fileName: z.string().check(z.regex(/^[^\\/\p{Cc}]{1,200}$/u)),
})

/** A product as a merchant writes it: names by language, one price per currency. */
export const product = z
  .strictObject({
    name: z
      .record(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)), text(300))
      .check(z.refine((names) => Object.keys(names).length > 0, 'at least one name')),
    prices: z.array(price).check(
      z.minLength(1),
      z.maxLength(200),
      z.refine(
        (prices) => new Set(prices.map(({ currency }) => currency)).size === prices.length,
        'one price per currency',
      ),
    ),
    taxClass: z.enum(['standard', 'reduced', 'zero']),
    /** GTIN, or whatever the scanners of the warehouse read. */
    barcode: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/))),
    weightGrams: z.int().check(z.minimum(0), z.maximum(1_000_000)),
    lengthMm: millimeters,
    widthMm: millimeters,
    heightMm: millimeters,
    kind: z.enum(['physical', 'digital']),
    /** Of what is digital: the file that its buyers download. */
    download: z.optional(download),
  })
  .check(
    z.refine(({ kind, download: file }) => kind === 'digital' || file === undefined, {
      path: ['download'],
      message: 'only what is digital is downloaded',
    }),
  )
export type Product = z.infer<typeof product>
