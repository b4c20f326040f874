import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectEnd, IN_WORK } from '#support/ends.ts'
import { messageOf } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import { aCustomer, givenGoods, placeOrder, unique } from '#support/shop.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`Skipped: there is no Chromium at ${CHROMIUM}; set CHROMIUM to where it is.`)

describe.runIf(hasChromium)('a customer whose card was declined, in a browser', () => {
  let browser: Browser

  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic']
    browser = await chromium.launch({ executablePath: CHROMIUM, args })
  }, 60_000)
  afterAll(() => browser.close())

  /** An order whose first card was declined, and the page that its mail leads to. */
  async function openPayPage() {
    const { sku, quote } = await givenGoods(shop)
    const customer = aCustomer()
    const order = await placeOrder(shop, quote, {
      customer,
      paymentMethodId: `pm_card_visa_chargeDeclined__${unique('x').slice(2)}`,
      headers: { prefer: 'wait=20' },
    })
    const mail = await messageOf(shop, customer.email, 'payment_required')
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()))
    await page.goto(/\S*\/pay\/[\w-]+/.exec(mail.text)?.[0] ?? '')
    return { sku, order, page, errors }
  }

  it('pays with another card on the page of the mail, and the order goes on', async () => {
    const { sku, order, page, errors } = await openPayPage()
    await page.getByLabel('Test card').selectOption('pm_card_visa')
    await page.click('#card-form button')
    await page.waitForURL('**/pay/return/**')
    await page.getByText(order.number).waitFor()
    expect(await page.locator('h1').textContent()).not.toBe('')
    await expectEnd(shop, order, {
      ...IN_WORK,
      stock: { [sku]: { onHand: 1, reserved: 1 } },
      ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
      mails: { ja: ['お支払いのご確認をお願いいたします（注文番号 #）', 'ご注文を承りました（注文番号 #）'] },
    })
    expect(errors).toEqual([])
  })

  it('is led to the bank for 3-D Secure, and back to a page that goes on by itself', async () => {
    const { sku, order, page, errors } = await openPayPage()
    await page.getByLabel('Test card').selectOption('pm_card_threeDSecure2Required')
    await page.click('#card-form button')
    await page.getByRole('button', { name: 'Authenticate' }).click()
    await page.waitForURL('**/pay/return/**')
    await page.locator('header.well').getByText('お支払いを確認いたしました').waitFor()
    await expectEnd(shop, order, {
      ...IN_WORK,
      stock: { [sku]: { onHand: 1, reserved: 1 } },
      ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
      mails: {
        ja: [
          'お支払いのご確認をお願いいたします（注文番号 #）',
          '本人認証をお願いいたします（注文番号 #）',
          'ご注文を承りました（注文番号 #）',
        ],
      },
    })
    expect(errors).toEqual([])
  })
})
