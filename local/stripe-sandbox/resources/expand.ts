import { badParameter } from '../http/refusal.ts'
import type { Tables } from '../tables.ts'

/**
 * Puts objects in the place of their ids along paths such as `latest_charge` or `data.payment_method`.
 * What a path leads to must be there; a field that is null stays null.
 */
export function expanded(tables: Tables, answer: object, paths: string[]): object {
  return paths.reduce((result, path) => {
    const opened = open(tables, result, path.split('.'), path)
    return typeof opened === 'object' && opened !== null ? opened : result
  }, answer)
}

function open(tables: Tables, value: unknown, [field, ...deeper]: string[], path: string): unknown {
  if (field === undefined) return value
  if (Array.isArray(value)) return value.map((item) => open(tables, item, [field, ...deeper], path))
  if (typeof value !== 'object' || value === null) return value
  const held: unknown = Reflect.get(value, field)
  if (held === null) return value
  const object = typeof held === 'string' ? objectWithId(tables, held) : held
  if (typeof object !== 'object') {
    throw badParameter(`This property cannot be expanded (${path}).`, 'expand')
  }
  return { ...value, [field]: open(tables, object, deeper, path) }
}

function objectWithId(tables: Tables, id: string): object | undefined {
  const kinds = [
    tables.paymentIntents,
    tables.charges,
    tables.paymentMethods,
    tables.customers,
    tables.refunds,
    tables.disputes,
    tables.setupIntents,
  ]
  for (const kind of kinds) {
    const object = kind.get(id)
    if (object) return object
  }
  return undefined
}
