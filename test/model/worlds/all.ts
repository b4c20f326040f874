import { type Explored, explore, type Limits } from '../checker/search.ts'
import type { OrderBounds } from './order-world.ts'
import { orderModel } from './orders.ts'
import { type PaymentBounds, paymentModel } from './payments.ts'
import { type StockBounds, stockModel } from './stock.ts'

/** A part of the whole that is searched by itself, and how much may happen in it. */
export type Part =
  | ({ readonly part: 'payments' } & PaymentBounds)
  | ({ readonly part: 'stock' } & StockBounds)
  | ({ readonly part: 'orders' } & OrderBounds)

export async function search({ part, ...bounds }: Part, limits: Limits = {}): Promise<Explored> {
  switch (part) {
    case 'payments':
      return explore(paymentModel(bounds as PaymentBounds), limits)
    case 'stock':
      return explore(await stockModel(bounds as StockBounds), limits)
    case 'orders':
      return explore(await orderModel(bounds as OrderBounds), limits)
  }
}
