import * as z from 'zod/mini'
import { fieldErrors } from '#shared/http/request.ts'
import { productId } from '#shared/ids.ts'
import type { FieldError } from '#shared/outcomes.ts'
import type { Format } from '../../contract/interchange.ts'
import { product } from '../../contract/types.ts'
import { productFaults } from '../product-faults.ts'
import type { Draft } from './draft.ts'
import { quoted, type RowFault, rowFault, theFirstOf } from './faults.ts'
import { memberOf, placeOf, valueAt } from './place.ts'

const inFile = {
  lines: z.array(z.strictObject({ line: z.int(), sku: z.optional(z.string()) })),
  variantLines: z.array(z.int()),
}

/** A product of a file: one that can be put, or all that is wrong with it. */
export const entry = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), id: productId, ...inFile, value: product }),
  z.strictObject({ ok: z.literal(false), id: z.string(), ...inFile, faults: z.array(rowFault) }),
])
export type Entry = z.infer<typeof entry>
export type GoodEntry = Extract<Entry, { ok: true }>

/**
 * Holds the products of a file against the schema, the rules that each keeps by itself, and those before it: an id,
 * a SKU or a barcode is of one product.
 */
export function makeCheck(format: Format) {
  const taken = new Map<string, number>()
  return (draft: Draft): Entry => {
    const { id } = draft
    const place = { lines: [...draft.lines], variantLines: [...draft.variantLines] }
    const unread = [...draft.faults, ...takenBefore(taken, format, draft)]
    const checked = checkProduct(format, draft, unread)
    return checked.ok && unread.length === 0
      ? { ...checked, ...place }
      : { ok: false, id, ...place, faults: theFirstOf([...unread, ...(checked.ok ? [] : checked.faults)]) }
  }
}

type Checked = Pick<GoodEntry, 'ok' | 'id' | 'value'> | { ok: false; faults: RowFault[] }

function checkProduct(format: Format, draft: Draft, unread: readonly RowFault[]): Checked {
  // Of a line that is broken as a whole, everything would be missing.
  if (unread.some(({ column }) => column === undefined)) return { ok: false, faults: [] }
  const id = z.safeParse(productId, draft.id)
  const body = z.safeParse(product, draft.value)
  const errors: FieldError[] = [
    ...(id.success ? [] : [wrongId(draft.id)]),
    ...(body.success ? [] : fieldErrors(body.error, '')),
    ...(id.success && body.success ? productFaults(id.data, body.data) : []),
  ]
  if (id.success && body.success && errors.length === 0) return { ok: true, id: id.data, value: body.data }
  return { ok: false, faults: faultsOf(format, draft, errors).filter((fault) => !isKnown(fault, unread)) }
}

/** What could not be read is missing then, as are all prices where the only one could not be. */
const isKnown = ({ line, column }: RowFault, unread: readonly RowFault[]): boolean =>
  unread.some(
    (known) => known.line === line && (known.column === column || known.column?.startsWith(`${column}.`)),
  )

const wrongId = (id: string): FieldError => ({
  pointer: '/id',
  code: id === '' ? 'missing' : 'invalid_format',
  detail: 'A product has an id of 1 to 64 letters, digits, dots, dashes or underscores.',
})

/** What is wrong with members of a product, said of the lines and columns of its file. */
export const faultsOf = (
  format: Format,
  draft: Pick<Draft, 'id' | 'value' | 'lines' | 'variantLines'>,
  errors: readonly FieldError[],
): RowFault[] =>
  errors.map(({ pointer, code, detail }) => {
    const value = pointer === '/id' ? draft.id : valueAt(draft.value, pointer)
    const place = placeOf(format, draft, pointer)
    if (value === undefined && code === 'invalid_type')
      return { ...place, code: 'missing', detail: 'This must be given.' }
    const given = quoted(value)
    return { ...place, code, ...(given ? { given } : {}), detail }
  })

function takenBefore(taken: Map<string, number>, format: Format, draft: Draft): RowFault[] {
  return namesOf(draft).flatMap(({ kind, name, pointer }) => {
    const { line, column } = placeOf(format, draft, pointer)
    const key = `${kind} ${name}`
    const before = taken.get(key)
    if (before === undefined) {
      taken.set(key, line)
      return []
    }
    const detail = `${name} is the ${kind} of line ${before} already.`
    return [{ line, column, code: `duplicate_${kind.toLowerCase()}`, given: name, detail }]
  })
}

/** What only one product of a file can be called. */
function namesOf({ id, value }: Draft): { kind: 'id' | 'SKU' | 'barcode'; name: string; pointer: string }[] {
  const variants = memberOf(value, ['variants'])
  const places = Array.isArray(variants) ? variants.map((_, place) => `/variants/${place}`) : []
  const at = (pointer: string) => ({ pointer, name: valueAt(value, pointer) })
  return [
    { kind: 'id' as const, name: id, pointer: '/id' },
    ...(places.length === 0 ? [{ kind: 'SKU' as const, name: id, pointer: '/id' }] : []),
    ...places.map((place) => ({ kind: 'SKU' as const, ...at(`${place}/sku`) })),
    ...['', ...places].map((place) => ({ kind: 'barcode' as const, ...at(`${place}/barcode`) })),
  ].flatMap(({ name, ...each }) => (typeof name === 'string' && name !== '' ? [{ ...each, name }] : []))
}
