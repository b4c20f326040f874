import type { TestCardName } from '../resources/test-cards.ts'

/** What a payer can choose from, in the place of a card field: as people say it. */
const CARDS: Readonly<Partial<Record<TestCardName, string>>> = {
  pm_card_visa: 'Visa 4242: pays',
  pm_card_jcb: 'JCB 0505: pays',
  pm_card_threeDSecure2Required: 'Visa 3220: asks for 3-D Secure',
  pm_card_visa_chargeDeclined: 'Visa 0002: is declined',
  pm_card_visa_chargeDeclinedInsufficientFunds: 'Visa 9995: has not enough money',
}

/**
 * Stripe.js for the laptop, a program behind the real one's interface (docs.stripe.com/js): `Stripe(key)`,
 * `elements().create('card').mount(place)`, `createPaymentMethod`. The sandbox takes the name of a test card for a
 * payment method, so that the name is all there is to give.
 */
export const stripeJs = `
globalThis.Stripe = (key) => {
  if (!/^pk_test_/.test(key)) throw new Error('The sandbox takes any publishable test key, such as pk_test_sandbox.')
  const cards = ${JSON.stringify(Object.entries(CARDS))}
  const makeCard = () => {
    const field = document.createElement('select')
    field.setAttribute('aria-label', 'Test card')
    field.style.cssText = 'width: 100%; font: inherit; color: inherit; background: transparent; border: 0'
    for (const [name, label] of cards) field.append(new Option(label, name))
    return {
      field,
      mount(place) {
        const parent = typeof place === 'string' ? document.querySelector(place) : place
        parent.replaceChildren(field)
      },
    }
  }
  return {
    elements: () => ({ create: makeCard }),
    async createPaymentMethod({ card }) {
      return { paymentMethod: { id: card.field.value, object: 'payment_method', type: 'card' } }
    },
  }
}
`
