import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { sizeOf } from '../http/lists.ts'
import { integer, parametersOf, text } from '../http/parameters.ts'
import { badParameter } from '../http/refusal.ts'
import { operation } from './operation.ts'

type Condition = (intent: Stripe.PaymentIntent) => boolean

const clausePattern =
  /^(?<negated>-)?(?:metadata\[["'](?<key>.+?)["']\]|(?<field>status|currency|customer|amount|created))(?<sign>[:~]|[<>]=?)(?<quote>["']?)(?<value>.*)\k<quote>$/

/**
 * Finds payment intents by metadata and a few fields, in Stripe's search language:
 * `metadata['orderId']:'ord_1' AND status:'requires_capture'`. Stripe may take a minute to find what is new;
 * the sandbox finds it at once.
 */
export const searchPaymentIntents = operation(
  parametersOf<Stripe.PaymentIntentSearchParams>()({
    query: text,
    limit: z.optional(integer),
    page: z.optional(text),
  }),
  (world, { query, limit, page }): Stripe.ApiSearchResult<Stripe.PaymentIntent> => {
    const wanted = conditionOf(query)
    const found = [...world.tables.paymentIntents.values()].filter(wanted).reverse()
    const start = page ? Number(page) : 0
    const end = start + sizeOf(limit)
    return {
      object: 'search_result',
      data: found.slice(start, end),
      has_more: end < found.length,
      next_page: end < found.length ? String(end) : null,
      url: '/v1/payment_intents/search',
    }
  },
)

function conditionOf(query: string): Condition {
  const any = query.split(/\s+OR\s+/)
  const all = query.split(/\s+AND\s+/)
  if (any.length > 1 && all.length > 1) throw unreadable(query, 'AND and OR cannot be mixed')
  if (any.length > 1) {
    const conditions = any.map(clauseOf)
    return (intent) => conditions.some((holds) => holds(intent))
  }
  const conditions = all.map(clauseOf)
  return (intent) => conditions.every((holds) => holds(intent))
}

function clauseOf(clause: string): Condition {
  const { negated, key, field, sign = ':', value = '' } = clausePattern.exec(clause.trim())?.groups ?? {}
  if (!key && !field) throw unreadable(clause, "write metadata['key']:'value' or status:'succeeded'")
  return (intent) => holds(fieldOf(intent, key, field), sign, value) !== Boolean(negated)
}

function fieldOf(intent: Stripe.PaymentIntent, key: string | undefined, field: string | undefined) {
  const value: unknown = key ? intent.metadata[key] : Reflect.get(intent, field ?? '')
  return value === undefined || value === null ? undefined : String(value)
}

function holds(actual: string | undefined, sign: string, wanted: string) {
  if (actual === undefined) return wanted === 'null'
  switch (sign) {
    case '~':
      return actual.includes(wanted)
    case '>':
      return Number(actual) > Number(wanted)
    case '>=':
      return Number(actual) >= Number(wanted)
    case '<':
      return Number(actual) < Number(wanted)
    case '<=':
      return Number(actual) <= Number(wanted)
    default:
      return actual === wanted
  }
}

const unreadable = (part: string, hint: string) =>
  badParameter(`We were unable to parse your search query at "${part}": ${hint}.`, 'query')
