import { describe, expect, it } from 'vitest'
import type { PaymentStatus, PaymentSummary } from '#contexts/payments/contract/types.ts'
import { days } from '#shared/clock.ts'
import { sku } from '#shared/ids.ts'
import { type Act, makeOrderTokens } from '#shared/order-tokens.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import type { OrderStatus } from '../contract/types.ts'
import { stop } from '../domain/decide-payment-news.ts'
import type { Hold } from '../domain/order.ts'
import { makeOpenDownloadPage, makeOpenFile } from './open-downloads.ts'
import {
  makeOpenCorrectPage,
  makeOpenPayPage,
  makeOpenPayReturnPage,
  makeOpenWithdrawPage,
  type PageDeps,
} from './open-pages.ts'
import { aBody, aQuote, CAUSE, givenOrders } from './testing.ts'

const UNTIL = '2026-11-24T01:00:00.000Z'
const EBOOK = sku.parse('EBOOK')

/** An order of a book, two shirts and an e-book, and the links to its pages. */
async function givenLinks() {
  const world = givenOrders()
  const orderTokens = makeOrderTokens(aSecret('a secret of the tests'))
  const quote = aQuote()
  const [book] = quote.lines
  if (!book) throw new Error('the quote has a line')
  const lines = [
    ...quote.lines,
    { ...book, lineId: '3', sku: EBOOK, name: '電子書籍', kind: 'digital' as const },
  ]
  const placed = await world.placeOrder({
    body: aBody(await world.quoteSeal.seal({ ...quote, lines })),
    idempotencyKey: 'a-key-of-the-tests',
    requestHash: 'hash',
    cause: CAUSE,
  })
  if (!placed.ok) throw new Error(`the order was refused: ${placed.code}`)
  const id = placed.value
  const asked: string[] = []
  const deps: PageDeps = {
    ...world.deps,
    orderTokens,
    askNextAction: async () => ({
      nextAction: { type: 'three_d_secure', url: 'https://bank.example', clientSecret: 'secret' },
    }),
    card: { scriptUrl: 'https://js.stripe.com/v3/', publishableKey: 'pk_test' },
    methods: ['store'],
  }
  const askFiles = async ({ skus }: { skus: readonly string[] }) => {
    asked.push(...skus)
    return { files: [{ sku: EBOOK, url: 'https://files.example/1', fileName: 'genji.epub' }] }
  }
  return {
    world,
    deps,
    asked,
    downloads: { ...deps, askFiles },
    link: (act: Act) => orderTokens.issueForAct(act, id, UNTIL),
    tracking: await orderTokens.issue('track', id),
    async becomes(status: OrderStatus, payment: Partial<PaymentSummary> = {}, holds: Hold[] = []) {
      const before = await world.deps.orders.load(id)
      if (!before) throw new Error('the order is there')
      const after = { ...before, status, holds, payment: { ...before.payment, ...payment } }
      await world.deps.orders.commit({ before, after, events: [], cause: CAUSE })
    },
  }
}

describe('the link of a mail', () => {
  it.each(['pay', 'correct', 'withdraw', 'download'] as const)(
    'for %s opens its own page, and no other',
    async (act) => {
      const { deps, downloads, link } = await givenLinks()
      const opened = await Promise.all([
        makeOpenPayPage(deps)(await link(act)),
        makeOpenCorrectPage(deps)(await link(act)),
        makeOpenWithdrawPage(deps)(await link(act)),
        makeOpenDownloadPage(downloads)(await link(act)),
      ])
      const which = ['pay', 'correct', 'withdraw', 'download'].indexOf(act)
      expect(opened.map(({ found }) => found)).toEqual([0, 1, 2, 3].map((index) => index === which))
    },
  )

  it('says that it has expired, and of one that is not ours only that it is unknown', async () => {
    const { deps, world, link } = await givenLinks()
    world.later(days(1))
    expect(await makeOpenPayPage(deps)(await link('pay'))).toEqual({ found: false, why: 'expired' })
    for (const wrong of ['', 'x', `${await link('pay')}x`, await link('correct')])
      expect(await makeOpenPayPage(deps)(wrong)).toEqual({ found: false, why: 'unknown' })
  })
})

describe('the pay page', () => {
  it('knows what is to be paid, until when, how, and what the bank asks', async () => {
    const { deps, link, becomes } = await givenLinks()
    await becomes('payment_required', { status: 'requires_action' })
    const token = await link('pay')
    expect(await makeOpenPayPage(deps)(token)).toMatchObject({
      view: {
        state: 'open',
        due: { amount: 4180, currency: 'JPY' },
        action: { type: 'three_d_secure', url: 'https://bank.example' },
        methods: ['store'],
        postTo: `/v1/guest-orders/${token}/payments`,
        returnUrl: expect.stringMatching(/^\/pay\/return\/[\w-]{48}$/),
      },
    })
  })

  it.each([
    ['placed', 'checking'],
    ['payment_required', 'open'],
    ['confirmed', 'paid'],
    ['shipped', 'paid'],
    ['rejected', 'ended'],
    ['cancelling', 'ended'],
  ] as const)('of an order that is %s is %s', async (status, state) => {
    const { deps, link, becomes } = await givenLinks()
    await becomes(status)
    expect(await makeOpenPayPage(deps)(await link('pay'))).toMatchObject({ view: { state } })
  })
})

describe('the pay page of an order that is held for its payment', () => {
  it('is open until the deadline of the hold, whatever the order has reached', async () => {
    const { deps, link, becomes } = await givenLinks()
    const deadline = '2026-11-23T20:00:00.000Z'
    await becomes('processing', {}, [
      { id: 'hld_1', reason: 'payment', blocks: ['hand_over'], deadline, placedBy: 'system' },
    ])
    expect(await makeOpenPayPage(deps)(await link('pay'))).toMatchObject({
      view: { state: 'open', deadline },
    })
  })
})

describe('the page after the bank', () => {
  it.each([
    ['placed', 'pending', 'checking'],
    ['payment_required', 'requires_action', 'checking'],
    ['payment_required', 'failed', 'again'],
    ['confirmed', 'authorized', 'paid'],
    ['rejected', 'voided', 'ended'],
  ] as const)('of an order that is %s and whose payment is %s says %s', async (status, paid, outcome) => {
    const { deps, tracking, becomes } = await givenLinks()
    await becomes(status, { status: paid satisfies PaymentStatus })
    expect(await makeOpenPayReturnPage(deps)(tracking)).toMatchObject({ view: { outcome } })
  })

  it('waits for who pays at a store', async () => {
    const { deps, tracking, becomes } = await givenLinks()
    await becomes('payment_required', { status: 'requires_action', kind: 'delayed', reference: '4210' })
    expect(await makeOpenPayReturnPage(deps)(tracking)).toMatchObject({ view: { outcome: 'awaited' } })
  })
})

describe('the page for the address', () => {
  it('shows it as it is written, as long as another one is waited for', async () => {
    const { deps, link, becomes } = await givenLinks()
    await becomes('processing', {}, [stop('address', 'hld_1', UNTIL)])
    expect(await makeOpenCorrectPage(deps)(await link('correct'))).toMatchObject({
      view: { address: { line1: '千代田1-1', country: 'JP' } },
    })
    await becomes('processing')
    expect(await makeOpenCorrectPage(deps)(await link('correct'))).toMatchObject({
      view: { address: undefined },
    })
  })
})

describe('the page for a withdrawal', () => {
  it('shows what was bought, and nothing of who did: its link is on a page that may be forwarded', async () => {
    const { deps, link } = await givenLinks()
    const opened = await makeOpenWithdrawPage(deps)(await link('withdraw'))
    expect(opened).toMatchObject({ view: { isOpen: true, lines: [{ sku: 'BOOK' }, { sku: 'SHIRT' }, {}] } })
    expect(JSON.stringify(opened)).not.toMatch(/山田|hanako|千代田/)
  })
})

describe('the page with the files', () => {
  it('lists what is digital', async () => {
    const { downloads, asked, link } = await givenLinks()
    const token = await link('download')
    expect(await makeOpenDownloadPage(downloads)(token)).toMatchObject({
      view: { files: [{ sku: 'EBOOK', file: { name: 'genji.epub', url: `/download/${token}/EBOOK` } }] },
    })
    expect(asked).toEqual(['EBOOK'])
  })

  it('leads to a file that was bought, and to no other', async () => {
    const { downloads, world, asked, link } = await givenLinks()
    const open = makeOpenFile(downloads)
    expect(await open(await link('download'), EBOOK)).toEqual({
      found: true,
      view: { url: 'https://files.example/1' },
    })
    for (const other of ['BOOK', 'SOMETHING-ELSE'])
      expect(await open(await link('download'), sku.parse(other))).toEqual({ found: false, why: 'unknown' })
    world.later(days(1))
    expect(await open(await link('download'), EBOOK)).toEqual({ found: false, why: 'expired' })
    expect(asked).toEqual(['EBOOK'])
  })
})
