import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { connect, type StripeSettings } from '#contexts/payments/adapters/stripe-client.ts'
import { paymentOf } from '#contexts/payments/adapters/stripe-objects.ts'
import { fromStripe } from '#contexts/payments/adapters/stripe-units.ts'
import { once } from '#shared/once.ts'
import type { GatewayEntry } from './ledger.ts'
import type { GatewayBooks, OrderEntry } from './world.ts'

const charge = z.object({ amount: z.int(), amount_captured: z.int(), amount_refunded: z.int() })
const charged = z.object({
  amount_capturable: z.int(),
  currency: z.string(),
  latest_charge: z.nullish(z.union([z.string(), charge])),
  metadata: z.record(z.string(), z.string()),
})

interface OfStage extends OrderEntry {
  readonly stage: string | undefined
}

/** Stripe's PaymentIntents, 100 a page, for a key that may read PaymentIntents and Charges and nothing else. */
export function makeStripeBooks(settings: StripeSettings & { readonly stage: string }): GatewayBooks {
  const stripe = connect(settings)
  const listing = once(async () => {
    const byOrder = new Map<string, OfStage[]>()
    for await (const intent of stripe.paymentIntents.list({ limit: 100, expand: ['data.latest_charge'] })) {
      const found = entryOf(intent)
      if (found) byOrder.set(found.orderId, [...(byOrder.get(found.orderId) ?? []), found])
    }
    return byOrder
  })
  const asked = new Set<string>()
  return {
    async ofOrder(id) {
      const all = await listing()
      if (asked.has(id)) return (await search(stripe, id)).map(({ entry }) => entry)
      const found = all.get(id) ?? []
      asked.add(id)
      all.delete(id)
      return found.map(({ entry }) => entry)
    },

    rest: async () => [...(await listing()).values()].flat().filter(({ stage }) => stage === settings.stage),
  }
}

async function search(stripe: Stripe, orderId: string): Promise<OfStage[]> {
  const found: OfStage[] = []
  const query = `metadata['orderId']:'${orderId}'`
  for await (const intent of stripe.paymentIntents.search({
    query,
    limit: 100,
    expand: ['data.latest_charge'],
  })) {
    const one = entryOf(intent)
    if (one) found.push(one)
  }
  return found
}

function entryOf(intent: Stripe.PaymentIntent): OfStage | undefined {
  const { orderId, id, state, amount, captured } = paymentOf(intent)
  if (!orderId) return undefined
  const read = charged.parse(intent)
  const entry: GatewayEntry = {
    id,
    state,
    amount,
    captured,
    refunded: fromStripe(refundedOf(read), read.currency),
  }
  return { orderId, stage: read.metadata['stage'], entry }
}

/** In Stripe's units. Stripe calls it refunded, too, when what was held is let go: what was neither captured nor is held any more. */
function refundedOf({ latest_charge: charge, amount_capturable }: z.infer<typeof charged>): number {
  if (typeof charge !== 'object' || charge === null) return 0
  const letGo = charge.amount - charge.amount_captured - amount_capturable
  return Math.max(0, charge.amount_refunded - letGo)
}
