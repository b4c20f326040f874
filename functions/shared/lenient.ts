import * as z from 'zod/mini'

type Schema = z.core.$ZodType

/**
 * The same schema, but deaf to fields it does not know, at any depth: events grow by addition, and a
 * consumer of before must understand a producer of after.
 */
export function lenient(schema: Schema): Schema {
  const known = made.get(schema) ?? loosen(schema)
  made.set(schema, known)
  return known
}

/** A schema is compiled at its first use: it is made once. */
const made = new WeakMap<Schema, Schema>()

function loosen(schema: Schema): Schema {
  if (schema instanceof z.ZodMiniObject)
    return z.object(
      Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, lenient(field)])),
    )
  if (schema instanceof z.ZodMiniArray) return z.array(lenient(schema.def.element))
  if (schema instanceof z.ZodMiniOptional) return z.optional(lenient(schema.def.innerType))
  if (schema instanceof z.ZodMiniNullable) return z.nullable(lenient(schema.def.innerType))
  return schema
}
