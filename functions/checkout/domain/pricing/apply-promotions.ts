import type { PromotionId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { textFor } from '#shared/texts.ts'
import type { CodeAnswer, CodeReason, Discount } from '../../contract/discounts.ts'
import type { Promotion } from '../../contract/promotions.ts'
import type { PricedLine } from '../priced-lines.ts'
import type { Option } from '../shipping-options.ts'
import { type Situation, whyNot } from './eligible.ts'
import { explain } from './explain.ts'
import { isInScope, type Reduced } from './goods.ts'
import { reductionsOf } from './reductions.ts'

/** A promotion that may apply: by itself, or as a code asked for it. */
export interface Offer {
  readonly id: PromotionId
  readonly promotion: Promotion
  readonly code?: string
  /** An order that uses it has to ask first, as others may have used it up. */
  readonly isCounted: boolean
  /** Its uses are taken already, as far as is known now. */
  readonly isUsedUp: boolean
}

/** What is to be priced. */
export interface Basket extends Situation {
  readonly lines: readonly PricedLine[]
  readonly options: readonly Option[]
  readonly locale: string
  readonly offers: readonly Offer[]
  /** Codes that were sent and lead to no promotion. */
  readonly unknownCodes: readonly string[]
}

/** What promotions take off; minor units, as priced. */
export interface Reductions {
  /** Of each line, in their order, what each promotion takes. */
  readonly ofLines: readonly (readonly { readonly promotionId: PromotionId; readonly amount: number }[])[]
  /** Of each option of shipping, in their order. */
  readonly ofShipping: readonly number[]
  /** One per promotion that reduces lines. */
  readonly discounts: readonly Discount[]
  /** Of each option, one per promotion that reduces it. */
  readonly shippingDiscounts: readonly (readonly Discount[])[]
  readonly codes: readonly CodeAnswer[]
  /** Promotions that apply and whose uses are counted. */
  readonly counted: readonly PromotionId[]
  /** One that applies is for groups of customers that the buyer belongs to. */
  readonly isForBuyer: boolean
}

/**
 * Applies promotions in order of their priority, each to what is left by those before it; at the same priority
 * what a code asked for comes first. An exclusive promotion applies if none came before it, and then alone. No
 * line and no shipping becomes less than nothing.
 */
export function applyPromotions(basket: Basket): Reductions {
  let goods: readonly Reduced[] = basket.lines.map((line) => ({ line, left: line.subtotal }))
  let shipping: readonly number[] = basket.options.map(({ price }) => price)
  const applied: {
    readonly offer: Offer
    readonly ofLines: readonly number[]
    readonly ofShipping: readonly number[]
  }[] = []
  const answers: CodeAnswer[] = basket.unknownCodes.map((code) => told(code, 'unknown'))

  for (const offer of inOrder(basket.offers)) {
    const reason = refusalOf(offer, goods, basket) ?? combinesWith(offer, applied)
    const taken = reason ? undefined : takenBy(offer.promotion, goods, shipping, basket)
    if (taken) {
      goods = goods.map(({ line, left }, index) => ({ line, left: left - (taken.lines[index] ?? 0) }))
      shipping = shipping.map((price, index) => price - (taken.shipping[index] ?? 0))
      applied.push({ offer, ofLines: taken.lines, ofShipping: taken.shipping })
    }
    if (offer.code !== undefined)
      answers.push(told(offer.code, taken ? undefined : (reason ?? 'nothing_to_reduce')))
  }

  const discountOf = (offer: Offer, target: Discount['target'], amount: number): Discount[] =>
    amount === 0 ? [] : [discountBy(offer, target, amount, basket)]
  return {
    ofLines: basket.lines.map((_, index) =>
      applied.flatMap(({ offer, ofLines: { [index]: amount = 0 } }) =>
        amount > 0 ? [{ promotionId: offer.id, amount }] : [],
      ),
    ),
    ofShipping: basket.options.map(({ price }, index) => price - (shipping[index] ?? 0)),
    discounts: applied.flatMap(({ offer, ofLines }) => discountOf(offer, 'lines', total(ofLines))),
    shippingDiscounts: basket.options.map((_, index) =>
      applied.flatMap(({ offer, ofShipping }) => discountOf(offer, 'shipping', ofShipping[index] ?? 0)),
    ),
    codes: answers,
    counted: applied.flatMap(({ offer }) => (offer.isCounted ? [offer.id] : [])),
    isForBuyer: applied.some(({ offer }) => offer.promotion.conditions?.customerGroups !== undefined),
  }
}

const inOrder = (offers: readonly Offer[]): Offer[] =>
  offers.toSorted(
    (a, b) =>
      a.promotion.priority - b.promotion.priority ||
      Number(a.code === undefined) - Number(b.code === undefined) ||
      (nameOf(a) < nameOf(b) ? -1 : 1),
  )

/** Two codes may ask for one promotion. */
const nameOf = ({ id, code = '' }: Offer): string => `${id} ${code}`

const inScope = (promotion: Promotion, goods: readonly Reduced[]): Reduced[] =>
  goods.filter(({ line }) => isInScope(line, promotion.scope))

const refusalOf = (
  { promotion, isUsedUp }: Offer,
  goods: readonly Reduced[],
  situation: Situation,
): CodeReason | undefined =>
  whyNot(promotion, inScope(promotion, goods), situation) ?? (isUsedUp ? 'used_up' : undefined)

function combinesWith(
  { id, promotion }: Offer,
  applied: readonly { readonly offer: Offer }[],
): CodeReason | undefined {
  const isAlone = promotion.stacking === 'exclusive' && applied.length > 0
  const isShutOut = applied.some(({ offer }) => offer.promotion.stacking === 'exclusive' || offer.id === id)
  return isAlone || isShutOut ? 'not_combinable' : undefined
}

/** What it takes off each line and each option; undefined where that is nothing. */
function takenBy(
  promotion: Promotion,
  goods: readonly Reduced[],
  shipping: readonly number[],
  { currency, options }: Basket,
): { readonly lines: readonly number[]; readonly shipping: readonly number[] } | undefined {
  const reductions = reductionsOf(promotion, inScope(promotion, goods), currency)
  const ofScope = reductions.values()
  const lines = goods.map(({ line }) => (isInScope(line, promotion.scope) ? (ofScope.next().value ?? 0) : 0))
  const ofShipping = options.map(({ level }, index) =>
    promotion.kind === 'free_shipping' && isFree(level, promotion.levels) ? (shipping[index] ?? 0) : 0,
  )
  return total(lines) + total(ofShipping) > 0 ? { lines, shipping: ofShipping } : undefined
}

const isFree = (level: string, levels: readonly string[] | undefined): boolean =>
  levels === undefined || levels.includes(level)

const discountBy = (
  offer: Offer,
  target: Discount['target'],
  amount: number,
  { currency, locale, lines }: Basket,
): Discount => ({
  promotionId: offer.id,
  name: textFor(offer.promotion.name, locale),
  ...(offer.code === undefined ? {} : { code: offer.code }),
  target,
  amount: of(amount, currency),
  explanation: explain(
    offer.promotion,
    lines.filter((line) => isInScope(line, offer.promotion.scope)),
    { currency, locale },
  ),
})

const told = (code: string, reason: CodeReason | undefined): CodeAnswer =>
  reason === undefined ? { code, applied: true } : { code, applied: false, reason }

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0)
