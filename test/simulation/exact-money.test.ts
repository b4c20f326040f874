import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateWrite } from '#contexts/checkout/adapters/terms.ts'
import { exchangeRate } from '#contexts/checkout/contract/exchange-rate.ts'
import { quoteRequest } from '#contexts/checkout/contract/operations.ts'
import { type SealedQuote, sealedQuote } from '#contexts/checkout/contract/sealed-quote.ts'
import { stepOf } from '#contexts/checkout/domain/currency/convert.ts'
import { makeCheckout, published, ratesOf, seal } from '#contexts/checkout/use-cases/testing.ts'
import { newBill, takeUnits } from '#contexts/orders/domain/bill.ts'
import { NO_SHIPPING, type Refund } from '#contexts/orders/domain/refund.ts'
import { taxLinesOf } from '#contexts/orders/domain/refund-tax.ts'
import { currency, payableStepOf } from '#shared/money.ts'

/** Places with tax in the prices and on top, with one tax and with two, and one where none is collected. */
const PLACES = [
  { country: 'JP' },
  { country: 'DE' },
  { country: 'CA', region: 'ON' },
  { country: 'CA', region: 'BC' },
  { country: 'CA', region: 'QC' },
  { country: 'US', region: 'NY' },
]
/** Set prices are in yen and euros, and of goods in Jordanian dinars; the others are converted. */
const SET = ['JPY', 'EUR']
const CURRENCIES = [...SET, 'JOD', 'KWD', 'BRL', 'CHF', 'MGA']
const RATES = [
  ['KWD', '0.35412'],
  ['BRL', '6.1937'],
  ['CHF', '0.93121'],
  ['MGA', '5172.31'],
  ['JOD', '0.82164'],
].map(([to, rate]) => exchangeRate.parse({ currency: to, base: 'EUR', rate, date: '2026-11-20' }))

const goods = fc.array(
  fc.record({
    euros: fc.integer({ min: 1, max: 200_000 }),
    taxClass: fc.constantFrom('standard', 'reduced', 'zero'),
    quantity: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 1, maxLength: 6 },
)
const steps = fc.array(
  fc.record({
    line: fc.nat(5),
    quantity: fc.integer({ min: 1, max: 5 }),
    column: fc.constantFrom('cancelled' as const, 'refunded' as const),
  }),
  { maxLength: 15 },
)

/** All amounts within a value, by their currency. */
function amountsIn(value: unknown): { readonly amount: number; readonly currency: string }[] {
  if (typeof value !== 'object' || value === null) return []
  if ('amount' in value && 'currency' in value && typeof value.amount === 'number')
    return [{ amount: value.amount, currency: String(value.currency) }]
  return Object.values(value).flatMap(amountsIn)
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** What an order of a quote with one of its options keeps, as orders writes it down. */
function orderOf(quote: SealedQuote, option: SealedQuote['options'][number]) {
  const tax = total(option.taxLines.map(({ amount }) => amount.amount))
  const { subtotal, discount } = quote
  const shipping = option.price
  const totals = { subtotal, discount, shipping, tax: { ...option.total, amount: tax }, total: option.total }
  return { lines: quote.lines, taxLines: option.taxLines, totals }
}

test('from a quote on every cent stays: what is cancelled and given back adds up to the order, and to each of its taxes', async () => {
  await fc.assert(
    fc.asyncProperty(
      goods,
      fc.constantFrom(...PLACES),
      fc.constantFrom(...CURRENCIES),
      fc.nat(60),
      steps,
      async (wanted, destination, code, percent, some) => {
        const shop = makeCheckout()
        await shop.copyRates(ratesOf('TYO'))
        await shop.store.commit(RATES.map(rateWrite))
        if (percent > 0) await shop.promote('sale', { kind: 'percentage', percent })
        for (const [index, { euros, taxClass }] of wanted.entries()) {
          const prices = [
            { amount: euros, currency: 'EUR' },
            { amount: euros * 2, currency: 'JPY' },
            { amount: euros * 7, currency: 'JOD' },
          ]
          await shop.copyProduct(published(`SKU-${index}`, { taxClass, weightGrams: 1, prices }))
        }
        const lines = wanted.map(({ quantity }, index) => ({ sku: `SKU-${index}`, quantity }))
        const result = await shop.quote(
          quoteRequest.parse({ lines, destination, currency: code, locale: 'en' }),
        )
        if (!result.ok) throw new Error(result.detail)
        const quote = sealedQuote.parse(await seal.open(result.value.quote))

        for (const { amount, currency: of } of amountsIn({ ...result.value, exchangeRate: undefined })) {
          expect(of).toBe(code)
          expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true)
        }
        const isSet = SET.includes(code)
        expect(quote.exchangeRate === undefined).toBe(isSet)
        for (const { unitPrice } of isSet ? [] : quote.lines)
          expect(unitPrice.amount % stepOf(currency.parse(code))).toBe(0)

        const expectPayable = (...amounts: number[]) => {
          for (const amount of amounts) expect(amount % payableStepOf(currency.parse(code))).toBe(0)
        }
        expectPayable(...quote.lines.map((line) => line.total.amount))

        for (const option of quote.options) {
          expectPayable(option.total.amount)
          const order = orderOf(quote, option)
          let bill = newBill(order)
          const cancelled: number[] = []
          const given: Refund[] = []
          const refund = (changes: Partial<Refund>): Refund => ({
            ...{ id: 'r', state: 'succeeded', amount: 0, parts: [], shipping: NO_SHIPPING, reason: 'r' },
            ...{ askedBy: { kind: 'system' }, createdAt: '2026-11-26T00:00:00.000Z' },
            ...changes,
          })
          const rest = quote.lines.map((_, line) => ({ line, quantity: 9, column: 'refunded' as const }))
          for (const { line, quantity, column } of [...some, ...rest]) {
            const sku = quote.lines[line]?.sku
            const taken = takeUnits(bill, sku ? [{ sku, quantity }] : [], column)
            bill = taken.bill
            const amount = total(taken.parts.map((part) => part.amount))
            expectPayable(amount)
            if (amount > 0) given.push(refund({ amount, parts: [...taken.parts] }))
            if (column === 'cancelled') cancelled.push(amount)
          }
          if (bill.shipping.amount > 0)
            given.push(refund({ amount: bill.shipping.amount, shipping: bill.shipping }))

          expect(total(cancelled)).toBeLessThanOrEqual(option.total.amount)
          expect(total(given.map(({ amount }) => amount))).toBe(option.total.amount)
          const back = given.flatMap((one) => taxLinesOf(one, order))
          for (const { name, rate, amount } of option.taxLines) {
            const own = back.filter((line) => line.name === name && line.rate === rate)
            expect(total(own.map((line) => line.amount.amount))).toBe(amount.amount)
          }
        }
      },
    ),
    { numRuns: 120 },
  )
})
