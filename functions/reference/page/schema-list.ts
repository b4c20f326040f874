import { type JsonSchema, resolved, type Schemas } from '../domain/json-schema.ts'
import { type Html, html } from './html.ts'

/** The fields of an object, those of objects inside it beneath them. */
export function schemaList(given: JsonSchema, components: Schemas): Html {
  const schema = resolved(given, components)
  if (schema.type === 'array' && schema.items) return schemaList(schema.items, components)
  const { properties = {}, required = [] } = schema
  return html`<ul class="fields">${Object.entries(properties).map(
    ([name, field]) =>
      html`<li><code>${name}</code> <span class="type">${typeOf(field, components)}${required.includes(name) ? '' : ', may be left out'}</span>${inside(field, components)}</li>`,
  )}</ul>`
}

function inside(given: JsonSchema, components: Schemas): Html | undefined {
  const schema = resolved(given, components)
  if (schema.items) return inside(schema.items, components)
  return schema.properties && !isMoney(schema) ? schemaList(schema, components) : undefined
}

const isMoney = ({ properties = {} }: JsonSchema): boolean =>
  Object.keys(properties).sort().join() === 'amount,currency'

/** What a field may hold, in words. */
export function typeOf(given: JsonSchema, components: Schemas): string {
  const schema = resolved(given, components)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((choice) => typeOf(choice, components)).join(' or ')
  if (schema.items)
    return `list of ${typeOf(schema.items, components)}${limits(schema.minItems, schema.maxItems)}`
  if (isMoney(schema)) return 'money'
  if (typeof schema.additionalProperties === 'object')
    return `by name: ${typeOf(schema.additionalProperties, components)}`
  if (schema.format) return schema.format
  if (schema.type === 'string')
    return `text${limits(schema.minLength, schema.maxLength)}${schema.pattern ? ` like ${schema.pattern}` : ''}`
  return `${[schema.type ?? 'anything'].flat().join(' or ')}${limits(schema.minimum, schema.maximum)}`
}

function limits(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return ` (${least} to ${most})`
  if (least !== undefined) return ` (at least ${least})`
  return most === undefined ? '' : ` (at most ${most})`
}
