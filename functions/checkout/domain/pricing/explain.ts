import { type Language, languageOf } from '#shared/languages.ts'
import { type Currency, formatMoney, of } from '#shared/money.ts'
import { amountIn, type Promotion } from '../../contract/promotions.ts'
import type { PricedLine } from '../priced-lines.ts'
import { tierOf } from './reductions.ts'

interface Words {
  readonly partOff: (percent: number) => string
  readonly amountOff: (amount: string) => string
  readonly eachFor: (price: string) => string
  readonly free: (buy: number, get: number) => string
  readonly reduced: (buy: number, get: number, percent: number) => string
  readonly freeShipping: string
  readonly fromUnits: (units: number, percent: number) => string
  readonly fromAmount: (amount: string, percent: number) => string
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    partOff: (percent) => `${percent}% off`,
    amountOff: (amount) => `${amount} off`,
    eachFor: (price) => `${price} each`,
    free: (buy, get) => `Buy ${buy}, get ${get} free`,
    reduced: (buy, get, percent) => `Buy ${buy}, get ${get} at ${percent}% off`,
    freeShipping: 'Free shipping',
    fromUnits: (units, percent) => `From ${units} items: ${percent}% off`,
    fromAmount: (amount, percent) => `From ${amount}: ${percent}% off`,
  },
  ja: {
    partOff: (percent) => `${percent}%割引`,
    amountOff: (amount) => `${amount}割引`,
    eachFor: (price) => `1点${price}`,
    free: (buy, get) => `${buy}点ご購入で${get}点無料`,
    reduced: (buy, get, percent) => `${buy}点ご購入で${get}点${percent}%割引`,
    freeShipping: '送料無料',
    fromUnits: (units, percent) => `${units}点以上で${percent}%割引`,
    fromAmount: (amount, percent) => `${amount}以上で${percent}%割引`,
  },
  'zh-Hans': {
    partOff: (percent) => `优惠${percent}%`,
    amountOff: (amount) => `立减${amount}`,
    eachFor: (price) => `每件${price}`,
    free: (buy, get) => `买${buy}件送${get}件`,
    reduced: (buy, get, percent) => `买${buy}件，另${get}件优惠${percent}%`,
    freeShipping: '免运费',
    fromUnits: (units, percent) => `满${units}件优惠${percent}%`,
    fromAmount: (amount, percent) => `满${amount}优惠${percent}%`,
  },
}

/** Why a promotion applies to the lines in its scope, in the order's language. */
export function explain(
  promotion: Promotion,
  lines: readonly PricedLine[],
  { currency, locale }: { currency: Currency; locale: string },
): string {
  const language = languageOf(locale)
  const words = WORDS[language]
  const inMoney = (amount: number) => formatMoney(of(amount, currency), language)
  switch (promotion.kind) {
    case 'percentage':
      return words.partOff(promotion.percent)
    case 'amount':
      return words.amountOff(inMoney(amountIn(promotion.amounts, currency) ?? 0))
    case 'fixed_price':
      return words.eachFor(inMoney(amountIn(promotion.amounts, currency) ?? 0))
    case 'buy_x_get_y': {
      const { buy, get, percent } = promotion
      return percent === 100 ? words.free(buy, get) : words.reduced(buy, get, percent)
    }
    case 'free_shipping':
      return words.freeShipping
    case 'tiered_by_quantity':
    case 'tiered_by_amount': {
      const goods = lines.map((line) => ({ line, left: line.subtotal }))
      const { from, percent } = tierOf(promotion, goods, currency) ?? { from: 0, percent: 0 }
      return promotion.kind === 'tiered_by_quantity'
        ? words.fromUnits(from, percent)
        : words.fromAmount(inMoney(from), percent)
    }
  }
}
