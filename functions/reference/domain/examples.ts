import { EXAMPLE_VALUES } from './example-values.ts'
import { type JsonSchema, resolved, type Schemas } from './json-schema.ts'

/** The names that lead to a value, the operation's id first. */
type Path = readonly string[]

/** An example of what a schema describes; `has` says which of the fields that may be left out are there. */
export function exampleOf(
  given: JsonSchema,
  path: Path,
  components: Schemas,
  has: (name: string) => boolean = () => true,
): unknown {
  const schema = resolved(given, components)
  const known = path
    .map((_, index) => EXAMPLE_VALUES[path.slice(index).join('.')])
    .find((value) => value !== undefined && fits(schema, value))
  if (known !== undefined) return known
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [choice] = schema.oneOf ?? schema.anyOf ?? []
  if (choice) return exampleOf(choice, path, components, has)
  if (schema.type === 'object') return objectOf(schema, path, components, has)
  if (schema.type === 'array') return schema.items ? [exampleOf(schema.items, path, components, has)] : []
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return true
  return schema.type === 'string' ? textOf(schema) : {}
}

const objectOf = (
  { properties = {}, required = [] }: JsonSchema,
  path: Path,
  components: Schemas,
  has: (name: string) => boolean,
): unknown =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name) || has(name))
      .map(([name, schema]) => [name, exampleOf(schema, [...path, name], components, has)]),
  )

const ULID = '01kagrvw8e5c9t3m6z0x4n7q2b'

function textOf({ format, pattern }: JsonSchema): string {
  if (format === 'date') return '2026-11-24'
  if (format === 'date-time') return '2026-11-20T03:04:05Z'
  const prefix = /^\^([a-z]{3})_/.exec(pattern ?? '')?.[1]
  return prefix ? `${prefix}_${ULID}` : 'text'
}

function fits(schema: JsonSchema, value: unknown): boolean {
  if (value === null) return schema.type?.includes('null') ?? false
  if (schema.enum) return schema.enum.includes(value)
  if (typeof value === 'boolean') return schema.type === 'boolean'
  if (typeof value === 'string')
    return (
      schema.type === 'string' &&
      !schema.format?.startsWith('date') &&
      new RegExp(schema.pattern ?? '', 'u').test(value)
    )
  if (typeof value === 'number')
    return (
      (schema.type === 'integer' || schema.type === 'number') &&
      value >= (schema.minimum ?? Number.NEGATIVE_INFINITY) &&
      value <= (schema.maximum ?? Number.POSITIVE_INFINITY)
    )
  return Array.isArray(value) ? schema.type === 'array' : schema.type === 'object' && !schema.properties
}
