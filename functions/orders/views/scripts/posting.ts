/**
 * What the scripts of all pages begin with: they send what a customer filled in to the API, say in the page's own
 * words what was refused, and mark the fields that are wrong. A request that is sent again as it
 * was, as it got no answer, keeps its key.
 */
export const POSTING = `
const main = document.querySelector('main')
const said = JSON.parse(main.dataset.said)
const problem = document.querySelector('[role=alert]')
let key
let keyed

const tell = (text) => {
  problem.textContent = text
  problem.hidden = text === ''
  if (text) problem.scrollIntoView({ block: 'center' })
}
const busy = (isBusy) => {
  for (const button of document.querySelectorAll('button')) button.disabled = isBusy
}
const mark = (errors) => {
  for (const field of document.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
  const fields = errors.map(({ pointer }) => document.getElementsByName(pointer.split('/').at(-1))[0])
  for (const field of fields) field?.setAttribute('aria-invalid', 'true')
  fields.find((field) => field)?.focus()
}
const done = () => {
  document.querySelector('[data-part=ask]').hidden = true
  const part = document.querySelector('[data-part=done]')
  part.hidden = false
  part.querySelector('h1').focus()
}
const post = async (content) => {
  const body = JSON.stringify(content)
  if (body !== keyed) key = crypto.randomUUID()
  keyed = body
  busy(true)
  tell('')
  mark([])
  try {
    const answer = await fetch(main.dataset.to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body,
    })
    if (answer.status < 500) keyed = undefined
    const told = await answer.json()
    if (answer.ok) return told
    tell(said.refusals[told.code] ?? said.tryAgain)
    mark(told.errors ?? [])
  } catch {
    tell(said.tryAgain)
  }
  busy(false)
}
const filledIn = (form) =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value))
const onSubmit = (form, act) =>
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    void act(form)
  })
addEventListener('pageshow', () => busy(false))
`
