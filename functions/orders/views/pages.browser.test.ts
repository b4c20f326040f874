import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page as Tab } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stripeJs } from '#local/stripe-sandbox/page/stripe-js.ts'
import type { Page } from '#shared/pages/page.ts'
import { pageHeaders } from '#shared/pages/reply.ts'
import { renderCorrectPage } from './correct-page.ts'
import { sampleCorrect, samplePay, sampleWithdraw } from './page-samples.fixtures.ts'
import { renderPayPage } from './pay-page.ts'
import { renderWithdrawPage } from './withdraw-page.ts'

/** Where `npm run pictures` finds it too; without Chromium the scripts are only read, by the tests beside this one. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const ORIGIN = 'http://127.0.0.1'

interface Sent {
  readonly path: string
  readonly body: unknown
  readonly key: string | undefined
}

type Answer = readonly [status: number, body: object]

describe.runIf(existsSync(CHROMIUM))('in a browser', () => {
  let browser: Browser

  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
    browser = await chromium.launch({ executablePath: CHROMIUM, args })
  }, 60_000)
  afterAll(() => browser.close())

  /** A page at an address with a token, an API that answers one after the other, and the sandbox's Stripe.js. */
  async function open({ html, policy }: Page, answers: readonly Answer[]) {
    const page = await browser.newPage()
    const sent: Sent[] = []
    const visited: string[] = []
    const referrers: string[] = []
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.route('**/*', async (route) => {
      const request = route.request()
      const { pathname, hostname } = new URL(request.url())
      const headers = await request.allHeaders()
      if (headers['referer']) referrers.push(headers['referer'])
      if (hostname === 'js.stripe.com')
        return route.fulfill({ contentType: 'text/javascript', body: stripeJs })
      if (request.method() !== 'POST') {
        visited.push(pathname)
        const contentType = 'text/html; charset=utf-8'
        return route.fulfill({ contentType, headers: pageHeaders(policy), body: html })
      }
      sent.push({ path: pathname, body: request.postDataJSON(), key: headers['idempotency-key'] })
      const [status, body] = answers[sent.length - 1] ?? [500, {}]
      return route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) })
    })
    await page.goto(`${ORIGIN}/a-page/a-token`)
    return { page, sent, visited, referrers, errors }
  }

  const problemOf = async (page: Tab): Promise<string> => {
    const problem = page.locator('[role=alert]:not([hidden])')
    await problem.waitFor()
    return (await problem.textContent()) ?? ''
  }
  const doneOf = async (page: Tab): Promise<string> => {
    const part = page.locator('[data-part=done]:not([hidden])')
    await part.waitFor()
    return (await part.innerText()).replaceAll(/\s+/g, ' ')
  }

  it('a card is paid by what the gateway makes of it, with the consent that was given', async () => {
    const given = await open(renderPayPage(samplePay('en'), 'en'), [[200, {}]])
    await given.page.check('[name=renewable]')
    await given.page.click('#card-form button')
    await given.page.waitForURL('**/pay/return/**')
    expect(given.sent).toEqual([
      {
        path: '/v1/guest-orders/a-token/payments',
        body: { payment: { kind: 'card', paymentMethodId: 'pm_card_visa', renewable: true } },
        key: expect.stringMatching(/^[\w-]{36}$/),
      },
    ])
    expect([given.errors, given.referrers]).toEqual([[], []])
  })

  it('a payer whose bank asks is led there, and tells the bank nothing of the link', async () => {
    const url = `${ORIGIN}/the-bank`
    const given = await open(renderPayPage(samplePay('en'), 'en'), [
      [200, { nextAction: { type: 'three_d_secure', url } }],
    ])
    await given.page.click('#card-form button')
    await given.page.waitForURL(url)
    expect(given.referrers).toEqual([])
  })

  it('runs nothing that is smuggled into a page', async () => {
    const { html, policy } = renderPayPage(samplePay('en'), 'en')
    const smuggled = '<script>document.title = "smuggled"</script>'
    const openWith = async (allowed: string) => {
      const tampered = { html: html.replace('</body>', `${smuggled}</body>`), policy: allowed }
      return (await open(tampered, [])).page.title()
    }
    expect(await openWith("script-src 'unsafe-inline'")).toBe('smuggled')
    expect(await openWith(policy)).not.toBe('smuggled')
  })

  it('who pays at a store sees the reference', async () => {
    const given = await open(renderPayPage(samplePay('ja'), 'ja'), [
      [
        200,
        {
          nextAction: {
            type: 'pay_by_reference',
            reference: '4210-8837',
            deadline: '2026-12-24T03:00:00.000Z',
          },
        },
      ],
    ])
    await given.page.click('[data-payment] button')
    expect(await doneOf(given.page)).toContain('お支払い番号 4210-8837')
    expect(await given.page.locator('[data-part=done] time').textContent()).toContain('2026年12月24日 12:00')
    expect(given.sent).toMatchObject([{ body: { payment: { kind: 'delayed', method: 'store' } } }])
  })

  it.each([
    ['payment_pending', 'A payment is being tried already.'],
    ['not_payable', 'This order cannot be paid now: it may be paid already.'],
    ['payment_method_declined', 'This card was declined.'],
    ['payment_kind_not_allowed', 'This way to pay is not offered'],
    ['something_new', 'That did not work. Please try again.'],
  ])('a refusal of %s is told in words, and another try is another request', async (code, said) => {
    const given = await open(renderPayPage(samplePay('en'), 'en'), [
      [409, { code }],
      [409, { code }],
    ])
    await given.page.click('#card-form button')
    expect(await problemOf(given.page)).toContain(said)
    await given.page.click('#card-form button')
    await expect.poll(() => given.sent.length).toBe(2)
    expect(given.sent[0]?.key).not.toBe(given.sent[1]?.key)
  })

  it('an address is sent with its own country; fields that are wrong are marked', async () => {
    const errors = [{ pointer: '/shippingAddress/line1', code: 'x', detail: 'x' }]
    const given = await open(renderCorrectPage(sampleCorrect('ja'), 'ja'), [
      [422, { code: 'address_invalid', errors }],
      [200, {}],
    ])
    await given.page.click('button')
    expect(await problemOf(given.page)).toBe('印の付いた項目をご確認ください。')
    expect(await given.page.locator('[aria-invalid]').getAttribute('name')).toBe('line1')
    await given.page.fill('#line1', '宇田川町1-1')
    await given.page.click('button')
    expect(await doneOf(given.page)).toContain('住所を変更しました')
    expect(given.sent[1]?.body).toEqual({
      shippingAddress: {
        name: '山田 花子',
        line1: '宇田川町1-1',
        city: '渋谷区',
        region: '東京都',
        postalCode: '150-8010',
        country: 'JP',
      },
    })
  })

  it('what got no answer is sent again as the same request', async () => {
    const given = await open(renderCorrectPage(sampleCorrect('en'), 'en'), [
      [503, {}],
      [200, {}],
    ])
    await given.page.click('button')
    expect(await problemOf(given.page)).toBe('That did not work. Please try again.')
    await given.page.click('button')
    await doneOf(given.page)
    expect(given.sent[0]?.key).toBe(given.sent[1]?.key)
  })

  it('what was changed after it got no answer is another request', async () => {
    const given = await open(renderCorrectPage(sampleCorrect('en'), 'en'), [
      [503, {}],
      [200, {}],
    ])
    await given.page.click('button')
    await problemOf(given.page)
    await given.page.fill('#line1', '2 Other Street')
    await given.page.click('button')
    await doneOf(given.page)
    expect(given.sent[0]?.key).not.toBe(given.sent[1]?.key)
  })

  it('a withdrawal with another mail address than the order has is refused in words, at its field', async () => {
    const errors = [{ pointer: '/email', code: 'impossible', detail: 'x' }]
    const given = await open(renderWithdrawPage(sampleWithdraw('en'), 'en'), [
      [422, { code: 'impossible', errors }],
    ])
    await given.page.fill('#name', 'Somebody')
    await given.page.fill('#email', 'somebody@example.com')
    await given.page.click('button')
    expect(await problemOf(given.page)).toBe('Please give the mail address that you ordered with.')
    expect(await given.page.locator('[aria-invalid]').getAttribute('name')).toBe('email')
    expect(given.sent.map(({ body }) => body)).toEqual([{ name: 'Somebody', email: 'somebody@example.com' }])
  })

  it('a withdrawal of some goods is acknowledged with the time at the destination', async () => {
    const given = await open(renderWithdrawPage(sampleWithdraw('en'), 'en'), [
      [200, { withdrawnAt: '2026-11-27T06:45:00.000Z' }],
    ])
    await given.page.fill('#name', 'Jane Doe')
    await given.page.fill('#email', 'jane@example.com')
    await given.page.check('[value=some]')
    await given.page.click('button')
    expect(await problemOf(given.page)).toBe('Please check what you have filled in.')
    await given.page.fill('#line-1', '1')
    await given.page.click('button')
    expect(await doneOf(given.page)).toContain('Received November 27, 2026 at 1:45:00 AM EST')
    expect(given.sent.map(({ body }) => body)).toEqual([
      { name: 'Jane Doe', email: 'jane@example.com', lines: [{ sku: 'SKU-2', quantity: 1 }] },
    ])
  })
})
