import { POSTING } from './posting.ts'

/** The gateway's own script takes the card, and gives a payment method for it; all else is said to the API. */
export const PAY_SCRIPT = `${POSTING}
const cardForm = document.querySelector('#card-form')
const stripe = cardForm && globalThis.Stripe?.(main.dataset.key, { locale: main.dataset.gatewayLocale })
const style = { base: { color: getComputedStyle(main).color, fontSize: '16px' } }
const card = stripe?.elements().create('card', { hidePostalCode: true, style })
card?.mount('#card')

const goOn = (order) => {
  const next = order.nextAction
  if (next?.type === 'three_d_secure' && next.url) return location.assign(next.url)
  if (next?.type === 'pay_again') {
    busy(false)
    return tell(said.refusals.payment_method_declined)
  }
  if (!next?.reference) return location.assign(main.dataset.back)
  document.querySelector('#reference').textContent = next.reference
  const time = document.querySelector('[data-part=done] time')
  if (time && next.deadline) {
    const format = { dateStyle: 'long', timeStyle: 'long', timeZone: main.dataset.zone }
    time.dateTime = next.deadline
    time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, format).format(new Date(next.deadline))
  }
  done()
}
const pay = async (payment) => {
  const order = await post({ payment })
  if (order) goOn(order)
}

onSubmit(cardForm, async () => {
  if (!stripe) return tell(said.tryAgain)
  busy(true)
  tell('')
  const made = await stripe.createPaymentMethod({ type: 'card', card })
  busy(false)
  if (made.error) return tell(made.error.message)
  const renewable = cardForm.elements.renewable.checked ? { renewable: true } : {}
  await pay({ kind: 'card', paymentMethodId: made.paymentMethod.id, ...renewable })
})
for (const form of document.querySelectorAll('[data-payment]'))
  onSubmit(form, () => pay(JSON.parse(form.dataset.payment)))
`
