import * as z from 'zod/mini'
import { document } from '#contexts/reference/domain/document.ts'
import type { Operation } from '#shared/operation.ts'

type Path = readonly (string | number)[]

/** An object within a request's body, and the fields that it may have. */
export interface OpenPlace {
  readonly path: Path
  readonly known: ReadonlySet<string>
}

/** Fields that a client would like to set, and the server alone decides; beside what the answers say. */
const COVETED = [
  'id',
  'orderId',
  'customerId',
  'number',
  'status',
  'paymentStatus',
  'fulfillmentStatus',
  'version',
  'sequence',
  'run',
  'price',
  'unitPrice',
  'subtotal',
  'discount',
  'tax',
  'total',
  'totals',
  'due',
  'paid',
  'authorized',
  'captured',
  'refunded',
  'refundable',
  'holds',
  'available',
  'onHand',
  'reserved',
  'role',
  'groups',
  'scopes',
  'actor',
  'by',
  'approvedBy',
  'placedAt',
  'createdAt',
  'deadline',
  'personal',
  'constructor',
  'toString',
]

/** The example of an operation's body, as the OpenAPI document gives it. */
export function exampleBody({ path, method }: Operation): unknown {
  const operation = document.paths[path]?.[method.toLowerCase()]
  return structuredClone(operation?.requestBody?.content['application/json']?.example)
}

/** The names that a client could try: what is coveted, and every field that the operation answers with. */
export const serverOwned = ({ answer }: Operation): string[] => [
  ...new Set([...COVETED, ...(answer ? fieldNames(answer) : [])]),
]

function fieldNames(schema: z.core.$ZodType): string[] {
  return [
    ...(schema instanceof z.ZodMiniObject ? Object.keys(schema.def.shape) : []),
    ...innerSchemas(schema).flatMap(fieldNames),
  ]
}

/** The schemas that a schema is made of. */
function innerSchemas(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodMiniObject) return Object.values(schema.def.shape)
  if (schema instanceof z.ZodMiniArray) return [schema.def.element]
  if (schema instanceof z.ZodMiniUnion) return schema.def.options
  if (
    schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniNullable ||
    schema instanceof z.ZodMiniDefault
  )
    return [schema.def.innerType]
  return []
}

/** Every object schema within a schema, whichever alternative it belongs to. */
export function objectSchemas(schema: z.core.$ZodType): z.ZodMiniObject[] {
  return [
    ...(schema instanceof z.ZodMiniObject ? [schema] : []),
    ...innerSchemas(schema).flatMap(objectSchemas),
  ]
}

/** A schema that refuses fields it does not know. */
export const isStrict = ({ def }: z.ZodMiniObject): boolean => def.catchall instanceof z.ZodMiniNever

/** Every object in an example, each with the fields that its schema knows. */
export function openPlaces(schema: z.core.$ZodType, example: unknown, path: Path = []): OpenPlace[] {
  if (schema instanceof z.ZodMiniUnion) {
    const taken = schema.def.options.find((option) => z.safeParse(option, example).success)
    return taken ? openPlaces(taken, example, path) : []
  }
  if (schema instanceof z.ZodMiniArray)
    return Array.isArray(example)
      ? example.flatMap((item, index) => openPlaces(schema.def.element, item, [...path, index]))
      : []
  if (schema instanceof z.ZodMiniObject) {
    const { shape } = schema.def
    const inner = Object.entries(shape).flatMap(([name, field]) =>
      isRecord(example) && name in example ? openPlaces(field, example[name], [...path, name]) : [],
    )
    return [{ path, known: new Set(Object.keys(shape)) }, ...inner]
  }
  return innerSchemas(schema).flatMap((inner) => openPlaces(inner, example, path))
}

/** The example with a field more at a place. */
export function withField(example: unknown, path: Path, name: string): unknown {
  const copy: unknown = structuredClone(example)
  const place = path.reduce<unknown>(
    (at, step) => (Array.isArray(at) ? at[Number(step)] : isRecord(at) ? at[String(step)] : undefined),
    copy,
  )
  if (!isRecord(place)) throw new Error(`the example has no object at /${path.join('/')}`)
  place[name] = 1
  return copy
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
