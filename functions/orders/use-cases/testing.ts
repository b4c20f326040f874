import type * as z from 'zod/mini'
import type { SealedQuote } from '#contexts/checkout/contract/sealed-quote.ts'
import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import { days } from '#shared/clock.ts'
import { makeIds, type orderId, quoteId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { makeSealedText } from '#shared/sealed-text.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import { makeOrderIndex, type OrderIndex } from '../adapters/order-index.ts'
import { makeOrderRepository } from '../adapters/order-repository.ts'
import type { PlaceOrderBody } from '../contract/place-order.ts'
import type { Outside } from './outside.ts'
import { makePlaceOrder } from './place-order.ts'
import type { OrderDeps, OrderPolicy, WorkflowInput } from './ports.ts'
import { makeFakeOutside } from './testing-outside.ts'
import type { OrdersWithinAnHour } from './workflow-steps.ts'

const JPY = currency.parse('JPY')

/** A workflow that remembers what it was asked. */
export interface RecordedWorkflow {
  readonly started: { name: string; input: WorkflowInput }[]
  readonly stopped: string[]
  readonly resumed: string[]
  readonly running: Set<string>
  /** What the last wait that was ended was told is due. */
  due: number | undefined
}

/** Orders on a store in memory, with a clock that a test moves. */
export function givenOrders(policy: Partial<OrderPolicy> = {}) {
  const store = makeMemoryStore()
  let now = new Date('2026-11-23T01:00:00.000Z')
  let drawn = 0
  const workflow: RecordedWorkflow = {
    started: [],
    stopped: [],
    resumed: [],
    running: new Set(),
    due: undefined,
  }
  const commit = {
    store,
    clock: { now: () => now },
    ids: makeIds(() => {
      drawn += 1
      return String(drawn).padStart(26, '0')
    }),
    personal: makeTestPersonal(),
  }
  const outside = makeFakeOutside()
  const deps: OrderDeps & Outside & { index: OrderIndex; ordersWithinAnHour: OrdersWithinAnHour } = {
    ...commit,
    ...outside.asks,
    index: makeOrderIndex(store),
    ordersWithinAnHour: async () => outside.ordersWithinAnHour,
    orders: makeOrderRepository(commit),
    deadlines: {
      ...{ step: 60_000, payment: 600_000, shipment: 86_400_000, claim: 300_000 },
      ...{ delayedPayment: days(3), paymentReminder: days(1), review: days(2), answer: days(3) },
      ...{ authorizationMargin: days(1), download: days(7), withdrawal: days(14) },
    },
    policy: { grace: 0, captureAfter: undefined, holdRules: {}, offered: [], ...policy },
    workflow: {
      start: async (name, input) => {
        workflow.started.push({ name, input })
        workflow.running.add(name)
      },
      stop: async (name) => {
        workflow.stopped.push(name)
        workflow.running.delete(name)
      },
      isRunning: async (name) => workflow.running.has(name),
      resume: async (token, news) => {
        workflow.due = news.due
        workflow.resumed.push(token)
      },
    },
  }
  const quoteSeal = makeSealedText('quote', aSecret('the quote secret of the tests'))
  const { offered } = deps.policy
  const placeOrder = makePlaceOrder({ ...deps, quoteSeal, stepDeadline: deps.deadlines.step, offered })
  return {
    store,
    deps,
    outside,
    workflow,
    quoteSeal,
    placeOrder,
    later: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds)
    },
    /** The types of the order's events, oldest first. */
    async events(id: z.infer<typeof orderId>) {
      const { events } = await deps.orders.history(id, {})
      return events.map(({ type }) => type)
    },
  }
}

export const CAUSE = { correlationId: 'test', causationId: 'test', actor: { kind: 'system' as const } }

/** A sealed quote's facts: one book and two T-shirts for 4,180 yen, tax included. */
export function aQuote(overrides: Partial<SealedQuote> = {}): SealedQuote {
  const line = (lineId: string, code: string, name: string, quantity: number, unit: number, tax: number) => ({
    lineId,
    sku: sku.parse(code),
    name,
    quantity,
    unitPrice: of(unit, JPY),
    subtotal: of(unit * quantity, JPY),
    tax: of(tax, JPY),
    total: of(unit * quantity, JPY),
    kind: 'physical' as const,
  })
  return {
    id: quoteId.parse(`qte_${'q'.repeat(26)}`),
    lines: [line('1', 'BOOK', '本', 1, 1650, 150), line('2', 'SHIRT', 'Tシャツ', 2, 990, 180)],
    subtotal: of(3630, JPY),
    discount: of(0, JPY),
    destination: { country: 'JP', postalCode: '100-0001' },
    currency: JPY,
    locale: 'ja',
    options: [
      {
        id: 'standard',
        level: 'standard',
        carrier: 'JPPost',
        service: 'YuPack',
        price: of(550, JPY),
        tax: of(50, JPY),
        total: of(4180, JPY),
        promise: { earliest: '2026-11-25', latest: '2026-11-26' },
        taxLines: [{ name: '消費税', rate: '0.1', base: of(4180, JPY), amount: of(380, JPY) }],
      },
    ],
    expiresAt: '2026-11-23T01:15:00.000Z',
    ...overrides,
  }
}

export const aBody = (quote: string, overrides: Partial<PlaceOrderBody> = {}): PlaceOrderBody => ({
  quote,
  shippingOptionId: 'standard',
  customer: { name: '山田 花子', email: 'hanako@example.com' },
  shippingAddress: {
    name: '山田 花子',
    line1: '千代田1-1',
    city: '千代田区',
    postalCode: '1000001',
    country: 'JP',
  },
  payment: { kind: 'card', paymentMethodId: 'pm_card_visa' },
  ...overrides,
})

export const payment = (status: PaymentSummary['status'], sequence: number): PaymentSummary => ({
  sequence,
  status,
  authorized: ['authorized', 'captured'].includes(status) ? 4180 : 0,
  captured: status === 'captured' ? 4180 : 0,
  refunded: 0,
  ...(status === 'authorized' ? { authorizedAt: '2026-11-23T01:00:01.000Z' } : {}),
})
