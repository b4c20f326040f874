import { promotionId, sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { promotion } from '../../contract/promotions.ts'
import { productCopy } from '../copies.ts'
import type { PricedLine } from '../priced-lines.ts'
import type { Option } from '../shipping-options.ts'
import type { Basket, Offer } from './apply-promotions.ts'

export const JPY = currency.parse('JPY')
export const NOW = new Date('2026-11-20T01:00:00.000Z')

/** A priced line of a product whose id is the SKU. */
export function aLine(code: string, quantity: number, unitPrice: number, about: object = {}): PricedLine {
  const product = productCopy.parse({
    productId: code,
    name: { en: code },
    prices: [{ amount: unitPrice, currency: 'JPY' }],
    taxClass: 'standard',
    kind: 'physical',
    weightGrams: 1,
    lengthMm: 1,
    widthMm: 1,
    heightMm: 1,
    ...about,
  })
  return { sku: sku.parse(code), product, name: code, quantity, unitPrice, subtotal: quantity * unitPrice }
}

export const anOption = (level: Option['level'], price: number): Option => ({
  id: level,
  level,
  carrier: 'a carrier',
  service: level,
  price,
  promise: { earliest: '2026-11-21', latest: '2026-11-22' },
})

/** A promotion as it would be written, with a code where `about` has one. */
export const anOffer = (
  id: string,
  content: object,
  about: Partial<Pick<Offer, 'code' | 'isUsedUp' | 'isCounted'>> = {},
): Offer => ({
  id: promotionId.parse(id),
  promotion: promotion.parse({ name: { en: id }, ...content }),
  isUsedUp: false,
  isCounted: false,
  ...about,
})

export const aBasket = (
  lines: readonly PricedLine[],
  offers: readonly Offer[],
  about: Partial<Basket> = {},
): Basket => ({
  lines,
  options: [anOption('standard', 550), anOption('express', 990)],
  locale: 'en',
  currency: JPY,
  now: NOW,
  buyer: { groups: [] },
  unknownCodes: [],
  offers,
  ...about,
})
