import * as z from 'zod/mini'
import { NAMED_SCHEMAS } from './named-schemas.ts'

/** A JSON Schema (2020-12), as OpenAPI 3.1 uses it: as much of it as our schemas come to. */
export interface JsonSchema {
  readonly $ref?: string
  /** Several where it may be null. */
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly default?: unknown
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
}

export type Schemas = Readonly<Record<string, JsonSchema>>

export const COMPONENTS = '#/components/schemas/'

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>

/** The control characters, as a class that every regular expression engine reads. */
const CONTROL_CHARACTERS = '\\u0000-\\u001f\\u007f-\\u009f'

const withoutUnicodeProperties = (pattern: string): string =>
  pattern.replaceAll('\\P{Cc}', `[^${CONTROL_CHARACTERS}]`).replaceAll('\\p{Cc}', CONTROL_CHARACTERS)

/** Leaves out what zod adds and nobody needs to read, and says patterns as JSON Schema advises. */
const readable: Override = ({ jsonSchema }) => {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.format) delete jsonSchema.pattern
  if (jsonSchema.pattern) jsonSchema.pattern = withoutUnicodeProperties(jsonSchema.pattern)
}

/** What a client may send: unknown fields are refused. */
export function inputSchema(schema: z.ZodMiniType): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: readable,
  })
  return json as JsonSchema
}

/** What a client gets: objects may gain fields, and what has a name is a component. */
export function outputSchema(schema: z.ZodMiniType): { schema: JsonSchema; components: Schemas } {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    metadata: NAMED_SCHEMAS,
    override: (context) => {
      readable(context)
      if (context.jsonSchema.additionalProperties === false) delete context.jsonSchema.additionalProperties
    },
  })
  const { $defs = {}, ...own } = JSON.parse(JSON.stringify(json).replaceAll('#/$defs/', COMPONENTS))
  return { schema: own, components: $defs }
}

/** The schema that a reference names, or the schema itself. */
export const resolved = (schema: JsonSchema, components: Schemas): JsonSchema =>
  (schema.$ref ? components[schema.$ref.slice(COMPONENTS.length)] : undefined) ?? schema
