import { POSTING } from './posting.ts'

/** Sends the declaration, and shows when it was received, in the zone of the destination. */
export const WITHDRAW_SCRIPT = `${POSTING}
const linesOf = (form) =>
  [...form.querySelectorAll('[data-sku]')]
    .map((field) => ({ sku: field.dataset.sku, quantity: Number(field.value) }))
    .filter(({ quantity }) => quantity > 0)
const format = { dateStyle: 'long', timeStyle: 'long', timeZone: main.dataset.zone }

onSubmit(document.querySelector('form'), async (form) => {
  const { name, email, which } = filledIn(form)
  const lines = linesOf(form)
  if (which === 'some' && lines.length === 0) return tell(said.refusals.malformed)
  const answer = await post({ name, email, ...(which === 'some' ? { lines } : {}) })
  if (!answer) return
  const at = answer.withdrawnAt ?? new Date().toISOString()
  const time = document.querySelector('#received')
  time.dateTime = at
  time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, format).format(new Date(at))
  done()
})
`
