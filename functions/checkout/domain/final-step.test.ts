import { beforeEach, describe, expect, it } from 'vitest'
import { OFFERED_METHODS, paymentChoice } from '#contexts/payments/contract/types.ts'
import { LANGUAGES } from '#shared/languages.ts'
import { type QuoteRequest, quoteRequest } from '../contract/operations.ts'
import { sealedQuote } from '../contract/sealed-quote.ts'
import { makeCheckout, published, ratesOf, seal, TERMS } from '../use-cases/testing.ts'
import { finalStepOf } from './final-step.ts'

const checkout = makeCheckout()
beforeEach(async () => {
  await checkout.copyRates(ratesOf('TYO'))
  await checkout.copyProduct(published('BOOK'))
  await checkout.copyProduct(published('EBOOK', { kind: 'digital', weightGrams: 0 }))
})

async function facts(changes: Partial<QuoteRequest> | { lines: { sku: string; quantity: number }[] } = {}) {
  const request = {
    lines: [{ sku: 'BOOK', quantity: 2 }],
    destination: { country: 'JP' },
    currency: 'JPY',
    locale: 'ja',
  }
  const quote = await checkout.quote(quoteRequest.parse({ ...request, ...changes }))
  if (!quote.ok) throw new Error(quote.detail)
  return { quote: quote.value, facts: sealedQuote.parse(await seal.open(quote.value.quote)) }
}

describe('before the last button', () => {
  it('a quote says how much, for how much, when it comes, how and when it is paid, and until when one may change one’s mind', async () => {
    const { quote } = await facts()
    expect(quote.finalStep).toEqual({
      units: 2,
      options: quote.shippingOptions.map(({ id, total }) => ({
        shippingOptionId: id,
        total,
        delivery: expect.stringMatching(/^2026年.*にお届け予定です。$/),
      })),
      payment: [
        { kind: 'card', when: '商品の発送時にカードへ請求いたします。' },
        { kind: 'delayed', method: 'store', when: 'ご注文から3日以内に店頭でお支払いください。' },
        { kind: 'offline', method: 'cash_on_delivery', when: '商品のお届け時に配送業者へお支払いください。' },
      ],
      cancellation:
        '商品を配送業者へ引き渡すまでは、ご注文をキャンセルいただけます。お届けから14日以内は、契約を撤回いただけます。',
    })
  })

  it('each way to pay is named as an order takes it', async () => {
    const { facts: quoted } = await facts()
    const { payment } = finalStepOf(quoted, { ...TERMS, offered: [...OFFERED_METHODS] })
    expect(payment).toHaveLength(1 + OFFERED_METHODS.length)
    for (const { when: _, ...way } of payment) {
      const chosen = way.kind === 'card' ? { ...way, paymentMethodId: 'pm_card_visa' } : way
      expect(paymentChoice.parse(chosen)).toEqual(chosen)
    }
  })

  it('what is downloaded is there at once', async () => {
    const { quote } = await facts({ lines: [{ sku: 'EBOOK', quantity: 1 }] })
    expect(quote.finalStep.options.map(({ delivery }) => delivery)).toEqual([
      'お支払いの確認後、すぐにダウンロードいただけます。',
    ])
  })

  it('each language says all of it in its own words', async () => {
    const { facts: quoted } = await facts()
    const said = LANGUAGES.map((locale) => finalStepOf({ ...quoted, locale }, TERMS))
    for (const texts of [
      said.map(({ cancellation }) => cancellation),
      ...[0, 1, 2].map((at) => said.map(({ payment }) => payment[at]?.when)),
      said.map(({ options }) => options[0]?.delivery),
    ])
      expect(new Set(texts).size).toBe(LANGUAGES.length)
  })

  it('a card is charged when the shop’s policy says so, and where nothing can be withdrawn from nothing is promised', async () => {
    const { facts: quoted } = await facts()
    const english = { ...quoted, locale: 'en' }
    const when = (capture: typeof TERMS.capture) =>
      finalStepOf(english, { ...TERMS, capture }).payment[0]?.when
    expect([when('on_delivery'), when('on_hand_over'), when('after_days')]).toEqual([
      'Your card is charged when the goods are delivered.',
      'Your card is charged when the goods leave.',
      'Your card is charged 3 days after the goods leave.',
    ])
    expect(finalStepOf(english, { ...TERMS, withdrawal: 0 }).cancellation).toBe(
      'You can cancel until the goods are handed over to the carrier.',
    )
  })

  it('nothing is to be paid where it costs nothing', async () => {
    const { facts: quoted } = await facts()
    const free = quoted.options.map((option) => ({ ...option, total: { ...option.total, amount: 0 } }))
    expect(finalStepOf({ ...quoted, options: free }, TERMS).payment).toEqual([])
  })
})
