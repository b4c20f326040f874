import * as z from 'zod/mini'
import { productResource } from '#contexts/catalog/contract/operations.ts'
import { cart, cartLine } from '#contexts/checkout/contract/carts.ts'
import { discount, lineDiscount } from '#contexts/checkout/contract/discounts.ts'
import { exchangeRate } from '#contexts/checkout/contract/exchange-rate.ts'
import { giftCardEntry, giftCardResource } from '#contexts/checkout/contract/gift-card-operations.ts'
import { quoteAnswer } from '#contexts/checkout/contract/operations.ts'
import { taxRow, taxTableResource } from '#contexts/checkout/contract/terms.ts'
import { parcel } from '#contexts/fulfillment/contract/events.ts'
import { fulfillmentOrderResource } from '#contexts/fulfillment/contract/operations.ts'
import { stock, stockLocationResource } from '#contexts/inventory/contract/types.ts'
import { refundView } from '#contexts/orders/contract/act-operations.ts'
import { trackingView } from '#contexts/orders/contract/operations.ts'
import { orderView } from '#contexts/orders/contract/order-view.ts'
import { ownOrderSummary, wholeOwnOrder } from '#contexts/orders/contract/own-operations.ts'
import { placedOrderView } from '#contexts/orders/contract/place-order.ts'
import { orderLine, orderTotals, promise, taxLine } from '#contexts/orders/contract/types.ts'
import { paymentResource, refundResource } from '#contexts/payments/contract/operations.ts'
import { savedMethod } from '#contexts/payments/contract/wallet-operations.ts'
import { scan } from '#contexts/shipping/contract/events.ts'
import { shipmentResource } from '#contexts/shipping/contract/operations.ts'
import { actor } from '#shared/actor.ts'
import { postalAddress } from '#shared/address.ts'
import { money, price } from '#shared/money.ts'

/** The schemas of answers that have a name in the document, so that generated clients have types for them. */
export const NAMED_SCHEMAS = z.registry<{ id: string }>()

const named: Readonly<Record<string, z.ZodMiniType>> = {
  Actor: actor,
  Discount: discount,
  Cart: cart,
  CartLine: cartLine,
  ExchangeRate: exchangeRate,
  FulfillmentOrder: fulfillmentOrderResource,
  GiftCard: giftCardResource,
  GiftCardEntry: giftCardEntry,
  LineDiscount: lineDiscount,
  Money: money,
  Order: orderView,
  OrderRefund: refundView,
  OrderLine: orderLine,
  OrderTotals: orderTotals,
  OwnOrder: wholeOwnOrder,
  OwnOrderSummary: ownOrderSummary,
  Parcel: parcel,
  Payment: paymentResource,
  PlacedOrder: placedOrderView,
  PostalAddress: postalAddress,
  Price: price,
  Product: productResource,
  Promise: promise,
  Quote: quoteAnswer,
  Refund: refundResource,
  SavedMethod: savedMethod,
  Scan: scan,
  Shipment: shipmentResource,
  Stock: stock,
  StockLocation: stockLocationResource,
  TaxLine: taxLine,
  TaxRow: taxRow,
  TaxTable: taxTableResource,
  Tracking: trackingView,
}

for (const [id, schema] of Object.entries(named)) NAMED_SCHEMAS.add(schema, { id })
