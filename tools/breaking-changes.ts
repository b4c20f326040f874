import type { JsonSchema, Schemas } from '#contexts/reference/domain/json-schema.ts'
import { resolved } from '#contexts/reference/domain/json-schema.ts'
import type { OpenApi, OperationObject } from '#contexts/reference/domain/openapi-types.ts'

/** Both ends of a comparison, each with the schemas its references name. */
interface Change {
  readonly before: JsonSchema
  readonly after: JsonSchema
  readonly was: Schemas
  readonly is: Schemas
  readonly at: string
}

/**
 * What a client of the document before would stumble over: operations, answers or fields that are gone, more
 * that is asked, less that is taken. New operations, optional fields and fields of answers break nothing.
 */
export function breakingChanges(before: OpenApi, after: OpenApi): string[] {
  return Object.entries(before.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const at = `${method.toUpperCase()} ${path}`
      const next = after.paths[path]?.[method]
      if (!next) return [`${at}: is gone`]
      const schemas = { was: before.components.schemas, is: after.components.schemas }
      return [
        ...accessChanges(operation, next, at),
        ...parameterChanges(operation, next, at),
        ...bodyChanges(operation, next, { ...schemas, at: `${at}, body` }),
        ...answerChanges(operation, next, { ...schemas, at }),
      ]
    }),
  )
}

function accessChanges(before: OperationObject, after: OperationObject, at: string): string[] {
  const [was, is] = [before, after].map(({ security }) => JSON.stringify(security))
  return was === is || is === '[]' ? [] : [`${at}: needs another token than before`]
}

function parameterChanges(before: OperationObject, after: OperationObject, at: string): string[] {
  const was = before.parameters ?? []
  const is = after.parameters ?? []
  const named = (list: typeof was, name: string) => list.find((parameter) => parameter.name === name)
  const gone = was
    .filter(({ name }) => !named(is, name))
    .map(({ name }) => `${at}: ${name} is not taken any more`)
  const added = is
    .filter(({ name, required }) => required && !named(was, name)?.required)
    .map(({ name }) => `${at}: ${name} is required now`)
  const narrowed = was.flatMap((parameter) => {
    const next = named(is, parameter.name)
    return next
      ? inputChanges({
          before: parameter.schema,
          after: next.schema,
          was: {},
          is: {},
          at: `${at}, ${parameter.name}`,
        })
      : []
  })
  return [...gone, ...added, ...narrowed]
}

type Context = Pick<Change, 'was' | 'is' | 'at'>

function bodyChanges(before: OperationObject, after: OperationObject, context: Context): string[] {
  const [was, is] = [before, after].map((it) => it.requestBody?.content['application/json']?.schema)
  if (!is) return was ? [`${context.at}: is not taken any more`] : []
  return was ? inputChanges({ ...context, before: was, after: is }) : [`${context.at}: is required now`]
}

function answerChanges(before: OperationObject, after: OperationObject, context: Context): string[] {
  return Object.entries(before.responses)
    .filter(([status]) => status < '300')
    .flatMap(([status, { content }]) =>
      Object.entries(content).flatMap(([type, media]) => {
        const at = `${context.at}, answer ${status}`
        const next = after.responses[status]?.content[type]
        return next
          ? outputChanges({ ...context, before: media.schema, after: next.schema, at })
          : [`${at}: is gone as ${type}`]
      }),
    )
}

/** What was taken before and is not any more. */
function inputChanges(change: Change): string[] {
  const { before, after, at } = deref(change)
  if (typeName(before) !== typeName(after)) return [`${at}: was ${typeName(before)}, is ${typeName(after)}`]
  return [
    ...withoutValues(before, after, at),
    ...narrowerLimits(before, after, at),
    ...(after.required ?? [])
      .filter((name) => !before.required?.includes(name))
      .map((name) => `${at}/${name}: is required now`),
    ...insideOf(change, inputChanges),
  ]
}

/** What was there before and is not any more. */
function outputChanges(change: Change): string[] {
  const { before, after, at } = deref(change)
  if (typeName(before) !== typeName(after)) return [`${at}: was ${typeName(before)}, is ${typeName(after)}`]
  return [
    ...(before.required ?? [])
      .filter((name) => after.properties?.[name] && !after.required?.includes(name))
      .map((name) => `${at}/${name}: may be missing now`),
    ...insideOf(change, outputChanges),
  ]
}

const typeName = ({ type }: JsonSchema): string => [type ?? 'anything'].flat().join(' or ')

const deref = ({ before, after, was, is, at }: Change) => ({
  before: resolved(before, was),
  after: resolved(after, is),
  at,
})

function withoutValues(before: JsonSchema, after: JsonSchema, at: string): string[] {
  const gone = before.enum?.filter((value) => after.enum && !after.enum.includes(value)) ?? []
  const named = gone.map((value) => `${at}: ${JSON.stringify(value)} is not taken any more`)
  return after.enum && !before.enum ? [`${at}: takes named values only now`] : named
}

const LEAST = ['minimum', 'minLength', 'minItems'] as const
const MOST = ['maximum', 'maxLength', 'maxItems'] as const

function narrowerLimits(before: JsonSchema, after: JsonSchema, at: string): string[] {
  const raised = LEAST.filter((name) => (after[name] ?? -Infinity) > (before[name] ?? -Infinity))
  const lowered = MOST.filter((name) => (after[name] ?? Infinity) < (before[name] ?? Infinity))
  return [...raised, ...lowered].map(
    (name) => `${at}: ${name} was ${before[name] ?? 'none'}, is ${after[name]}`,
  )
}

function insideOf(change: Change, compare: (change: Change) => string[]): string[] {
  const { before, after, at } = deref(change)
  const fields = Object.entries(before.properties ?? {}).flatMap(([name, field]) => {
    const next = after.properties?.[name]
    return next
      ? compare({ ...change, before: field, after: next, at: `${at}/${name}` })
      : [`${at}/${name}: is gone`]
  })
  const items =
    before.items && after.items
      ? compare({ ...change, before: before.items, after: after.items, at: `${at}[]` })
      : []
  return [...fields, ...items]
}
