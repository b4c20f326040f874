import * as z from 'zod/mini'
import type { Tables } from '../tables.ts'
import { accountOf, idOf } from '../world.ts'

/**
 * What a switch is scoped to: dotted paths and the text wanted at each, such as
 * `{ "payment_method": "pm_card_visa__mine", "metadata.orderId": "ord_1", "path": "*capture" }`.
 * All must hold; a star stands for anything. Without a match it is everything.
 */
export const match = z.optional(z.record(z.string(), z.string()))
export type Match = z.output<typeof match>

/** Objects to look for a path in; one of them having the wanted text is enough. */
export type Facts = object[]

export const matches = (wanted: Match, facts: Facts) =>
  Object.entries(wanted ?? {}).every(([path, pattern]) =>
    facts.some((fact) => fits(valueAt(fact, path), pattern)),
  )

/** The payment intent that a request or an event is about, and the payment method as its caller named it. */
export function factsAbout(tables: Tables, ids: readonly unknown[]): Facts {
  const intentId = ids.map((id) => intentIdBehind(tables, id)).find((id) => id !== null)
  const intent = intentId ? tables.paymentIntents.get(intentId) : undefined
  if (!intent) return []
  const { paymentMethod } = accountOf({ tables }, intent.id)
  return [intent, { payment_method: paymentMethod }]
}

function intentIdBehind(tables: Tables, id: unknown): string | null {
  if (typeof id !== 'string') return null
  if (tables.paymentIntents.has(id)) return id
  const about = tables.charges.get(id) ?? tables.refunds.get(id) ?? tables.disputes.get(id)
  return idOf(about?.payment_intent)
}

function valueAt(fact: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
      fact,
    )
}

function fits(value: unknown, pattern: string) {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return false
  const [head = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return String(value) === pattern
  const expression = [head, ...rest].map((part) => RegExp.escape(part)).join('.*')
  return new RegExp(`^${expression}$`).test(String(value))
}
