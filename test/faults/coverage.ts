import { operations as catalog } from '#contexts/catalog/contract/operations.ts'
import { operations as checkout } from '#contexts/checkout/contract/operations.ts'
import { operations as customers } from '#contexts/customers/contract/operations.ts'
import { operations as documents } from '#contexts/documents/contract/operations.ts'
import { operations as fulfillment } from '#contexts/fulfillment/contract/operations.ts'
import { operations as insights } from '#contexts/insights/contract/operations.ts'
import { operations as inventory } from '#contexts/inventory/contract/operations.ts'
import { operations as orders } from '#contexts/orders/contract/operations.ts'
import { operations as payments } from '#contexts/payments/contract/operations.ts'
import { operations as shipping } from '#contexts/shipping/contract/operations.ts'
import type { EventDefinition } from '#shared/events.ts'
import type { Operation } from '#shared/operation.ts'
import { makeWorld } from '#simulation/world.ts'

/** Operations that are another one of the list by another door: the same use case, bound to the same things. */
export const SAME_AS: Readonly<Record<string, string>> = {
  'orders.cancelGuestOrder': 'orders.cancelOrder',
  'orders.payGuestOrder': 'orders.payOrder',
  'orders.correctGuestAddress': 'orders.correctAddress',
  'orders.placeCustomerOrder': 'orders.placeOrder',
  'orders.placeOwnOrder': 'orders.placeOrder',
  'orders.cancelOwnOrder': 'orders.cancelOrder',
  'orders.payOwnOrder': 'orders.payOrder',
  'orders.correctOwnAddress': 'orders.correctAddress',
  'orders.withdrawOwnOrder': 'orders.withdrawGuestOrder',
  'checkout.addToMyCart': 'checkout.addToCart',
  'checkout.putMyCartLine': 'checkout.putCartLine',
  'checkout.removeMyCartLine': 'checkout.removeCartLine',
  'checkout.quoteMyCart': 'checkout.quoteCart',
  'checkout.askMyCartReminder': 'checkout.askCartReminder',
  'checkout.forgetMyCartReminder': 'checkout.forgetCartReminder',
}

/**
 * What must be seen to call the outside, by the names of its invocations: each operation that changes something,
 * each event that a consumer is sent, each call, task and schedule, the publishers and the machine's own writes.
 */
export function everyUseCase(): string[] {
  const { bus, functions, scheduled, tables, config } = makeWorld()
  const changing = [
    catalog,
    checkout,
    customers,
    documents,
    fulfillment,
    insights,
    inventory,
    orders,
    payments,
    shipping,
  ]
    .flat()
    .filter(({ method }: Operation) => method !== 'GET')
    .map(({ context, id }: Operation) => `${context}.${id}`)
  const heard = bus.consumers.flatMap(({ name, definitions }) =>
    definitions.map(({ type }: EventDefinition) => `${name} ${type}`),
  )
  const asked = [...functions.keys()].map((name) => {
    const [context, ...rest] = name.slice(`cartwright-${config.stage}-`.length).split('-')
    return `${context}.${rest.join('-')}`
  })
  const publishing = [...tables.keys()].filter((context) => context !== 'insights')
  return [
    ...new Set([
      ...changing.map((name) => SAME_AS[name] ?? name),
      ...heard,
      ...asked,
      ...scheduled.keys(),
      ...publishing.map((context) => `${context}.publish-outbox`),
      'orders.state-machine',
      'notifications.on-bounce',
    ]),
  ]
}

/** What none of these calls was made by. */
export function withoutCalls(calls: Iterable<string>): string[] {
  const seen = new Set([...calls].map((call) => call.slice(0, call.indexOf(' > '))))
  return everyUseCase().filter((name) => !seen.has(name))
}
