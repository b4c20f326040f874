import { expect, test } from 'vitest'
import { messageOf } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import { aCustomer, givenGoods, placeOrder, unique } from '#support/shop.ts'

/** A page as a browser gets it: the link as it stands in a mail or on another page. */
async function visit(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { headers, redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

/** The first link to a page in a mail's text or in another page. */
const linkTo = (page: string, text: string): string =>
  new RegExp(`[^\\s"]*/${page}/[\\w-]+`).exec(text)?.[0] ?? ''

/** A page is told to browsers by the shop's own headers, through whatever stands before it. */
function expectHeaders(headers: Headers): void {
  const policy = headers.get('content-security-policy')
  for (const rule of ["default-src 'none'", "frame-ancestors 'none'"]) expect(policy).toContain(rule)
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups')
  expect(headers.get('permissions-policy')).toContain('camera=()')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
}

test('the mail about a declined card leads to a page that pays, and the page to the order', async () => {
  const { quote } = await givenGoods(shop)
  const customer = aCustomer()
  await placeOrder(shop, quote, {
    customer,
    paymentMethodId: `pm_card_visa_chargeDeclined__${unique('x').slice(2)}`,
    headers: { prefer: 'wait=20' },
  })
  const mail = await messageOf(shop, customer.email, 'payment_required')
  const link = linkTo('pay', mail.text)
  const page = await visit(link)
  expect(page.status).toBe(200)
  expectHeaders(page.headers)
  expect(page.html).toContain('<form id="card-form">')
  expect(page.html).toContain('data-payment=')

  const script = /<script src="([^"]+)"/.exec(page.html)?.[1] ?? ''
  expect((await visit(script)).html).toContain('globalThis.Stripe')
  const tracking = await visit(new URL(linkTo('track', page.html), link).href)
  expect(tracking.status).toBe(200)
  expectHeaders(tracking.headers)
})

test('after the bank, an order that is paid says so', async () => {
  const { quote } = await givenGoods(shop)
  const placed = await placeOrder(shop, quote, { headers: { prefer: 'wait=20' } })
  const { origin } = new URL(placed.tracking.url)
  const page = await visit(`${origin}/pay/return/${placed.tracking.token}?payment_intent=pi_1&lang=en`)
  expect(page.status).toBe(200)
  expect(page.html).toContain('your payment has arrived')
})

test.each(['pay', 'pay/return', 'correct', 'withdraw', 'download'])(
  'a link to /%s that is not ours opens a page that says so',
  async (path) => {
    const { quote } = await givenGoods(shop)
    const placed = await placeOrder(shop, quote)
    const { origin } = new URL(placed.tracking.url)
    const wrong = path === 'pay/return' ? 'a-wrong-token' : placed.tracking.token
    const page = await visit(`${origin}/${path}/${wrong}`, { 'accept-language': 'ja' })
    expect(page.status).toBe(404)
    expectHeaders(page.headers)
    expect(page.html).toContain('ご注文が見つかりません')
  },
)

test('the page of the API has the headers of every page', async () => {
  const placed = await placeOrder(shop, (await givenGoods(shop)).quote)
  const page = await visit(`${new URL(placed.tracking.url).origin}/docs`)
  expect(page.status).toBe(200)
  expectHeaders(page.headers)
})
