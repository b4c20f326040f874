import { createHash } from 'node:crypto'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '#shared/languages.ts'
import { renderCorrectPage } from './correct-page.ts'
import { renderDownloadPage } from './download-page.ts'
import { renderNotFoundPage } from './not-found-page.ts'
import {
  sampleCorrect,
  sampleDownload,
  samplePay,
  samplePayReturn,
  sampleWithdraw,
} from './page-samples.fixtures.ts'
import { renderPayPage } from './pay-page.ts'
import { renderPayReturnPage } from './pay-return-page.ts'
import { sampleView } from './samples.ts'
import { renderTrackingPage } from './tracking-page.ts'
import { renderWithdrawPage } from './withdraw-page.ts'
import { ACT_WORDS } from './words/acts/acts.ts'

/** What a reader sees, without markup, script and style. */
const textOf = (page: string): string =>
  page
    .replace(/<(style|title|script)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

const scriptOf = (page: string): string => /<script type="module">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? ''

const pages = LANGUAGES.flatMap((language) => [
  [`pay in ${language}`, renderPayPage(samplePay(language), language)] as const,
  [`return in ${language}`, renderPayReturnPage(samplePayReturn(language, 'checking'), language)] as const,
  [`correct in ${language}`, renderCorrectPage(sampleCorrect(language), language)] as const,
  [`withdraw in ${language}`, renderWithdrawPage(sampleWithdraw(language), language)] as const,
  [`download in ${language}`, renderDownloadPage(sampleDownload(language), language)] as const,
])

describe('every page for an act', () => {
  it.each(pages)('runs only its own script and the gateway’s: %s', (_, { html, policy }) => {
    const script = scriptOf(html)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(html).not.toMatch(/\son[a-z]+="|\sstyle="/)
    if (script) expect(policy).toContain(createHash('sha256').update(script).digest('base64'))
    else expect(policy).not.toContain('script-src')
  })

  it.each(pages)('tells its address to nobody, and is found by no search: %s', (_, { html }) => {
    expect(html).toContain('<meta name="referrer" content="no-referrer">')
    expect(html).toContain('<meta name="robots" content="noindex, nofollow">')
  })

  it.each(pages)('leads to the order: %s', (_, { html }) => {
    expect(html).toContain('href="/track/a-tracking-token"')
  })

  it.each(pages)('has words for whoever has no script, where it needs one: %s', (_, { html }) => {
    expect(html.includes('<noscript>')).toBe(scriptOf(html) !== '')
  })

  it.each(pages)('runs a script that can be read: %s', (_, { html }) => {
    expect(() => new Script(scriptOf(html))).not.toThrow()
  })
})

describe('the pay page', () => {
  it.each([
    ['en', 'CA$128.20', 'Nov 23, 2026, 10:30 PM (Eastern Standard Time)', 'Pay CA$128.20'],
    ['ja', '￥10,210', '2026年11月24日 12:30 (日本標準時)', '￥10,210を支払う'],
    ['zh-Hans', '¥446.00', '2026年11月24日 11:30 (中国标准时间)', '支付 ¥446.00'],
  ] as const)('tells in %s what is to be paid, and until when', (language, due, deadline, button) => {
    const text = textOf(renderPayPage(samplePay(language), language).html)
    for (const said of ['7KQ2M9XD', due, deadline, button]) expect(text).toContain(said)
  })

  it('takes the card by the gateway’s script alone: no field of ours is for a card', () => {
    const { html: page, policy } = renderPayPage(samplePay('en'), 'en')
    expect(page).toContain('<script src="https://js.stripe.com/v3/" defer></script>')
    expect(page).toContain('data-key="pk_test_sample"')
    expect(page.match(/<input [^>]*>/g)).toEqual(['<input type="checkbox" name="renewable">'])
    expect(policy).toContain(
      "https://js.stripe.com; connect-src 'self' https://js.stripe.com https://api.stripe.com; frame-src",
    )
  })

  it('offers no card where there is no key, and speaks to no gateway then', () => {
    const { html, policy } = renderPayPage(samplePay('en', { card: undefined }), 'en')
    expect(html).not.toMatch(/card-form"|stripe\.com/)
    expect(policy).not.toContain('stripe.com')
  })

  it('offers the ways of the stage, each as the API takes it', () => {
    const page = renderPayPage(samplePay('ja', { methods: ['bank_transfer', 'invoice'] }), 'ja').html
    const payments = [...page.matchAll(/data-payment="([^"]*)"/g)].map(([, value]) =>
      JSON.parse(value?.replaceAll('&quot;', '"') ?? ''),
    )
    expect(payments).toEqual([
      { kind: 'delayed', method: 'bank_transfer' },
      { kind: 'offline', method: 'invoice' },
    ])
    expect(textOf(page)).not.toContain('コンビニエンスストア')
  })

  it('leads to the bank where it asks, and repeats the reference where one was given', () => {
    const atBank = renderPayPage(
      samplePay('en', { action: { type: 'three_d_secure', url: 'https://bank.example/3ds' } }),
      'en',
    ).html
    expect(atBank).toContain('href="https://bank.example/3ds"')
    const byReference = renderPayPage(
      samplePay('en', { action: { type: 'pay_by_reference', reference: '4210-8837' } }),
      'en',
    ).html
    expect(textOf(byReference)).toContain('Payment reference 4210-8837')
  })

  it.each([
    ['checking', 'We are checking your payment', true],
    ['paid', 'There is nothing to pay', false],
    ['ended', 'This order cannot be paid any more', false],
  ] as const)('of an order that is %s asks for nothing', (state, headline, looksAgain) => {
    const page = renderPayPage(samplePay('en', { state }), 'en').html
    expect(textOf(page)).toContain(headline)
    expect(page).not.toMatch(/<form|<button/)
    expect(page.includes('http-equiv="refresh"')).toBe(looksAgain)
  })
})

describe('the page after the bank', () => {
  it.each([
    ['checking', 'お支払いを確認しております', true],
    ['paid', 'お支払いを確認いたしました', false],
    ['again', 'お支払いを完了できませんでした', false],
    ['awaited', 'お支払いをお待ちしております', false],
    ['ended', 'ご注文は終了しております', false],
  ] as const)('says that it is %s, and looks again only while it is checked', (outcome, said, looksAgain) => {
    const page = renderPayReturnPage(samplePayReturn('ja', outcome), 'ja').html
    expect(textOf(page)).toContain(said)
    expect(page.includes('http-equiv="refresh"')).toBe(looksAgain)
  })
})

describe('the page for the address', () => {
  const fieldsIn = (page: string) => [...page.matchAll(/<input id="([^"]*)"/g)].map(([, name]) => name)

  it('asks in the order of the country, with what was written', () => {
    const japan = renderCorrectPage(sampleCorrect('ja'), 'en').html
    expect(fieldsIn(japan)).toEqual(['name', 'postalCode', 'region', 'city', 'line1', 'line2', 'phone'])
    expect(japan).toContain('value="宇田川町"')
    const canada = renderCorrectPage(sampleCorrect('en'), 'ja').html
    expect(fieldsIn(canada)).toEqual(['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'])
  })

  it('has no field for the country, and sends it as it is', () => {
    const page = renderCorrectPage(sampleCorrect('ja'), 'ja').html
    expect(page).toContain('data-country="JP"')
    expect(textOf(page)).toContain('国: 日本')
  })

  it('shows what others wrote as text', () => {
    const view = sampleCorrect('en')
    if (!view.address) throw new Error('the sample has an address')
    const page = renderCorrectPage(
      { ...view, address: { ...view.address, line1: '"><script>x</script>' } },
      'en',
    ).html
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"')
  })

  it('an address without a region is not asked for one: it was priced without', () => {
    const { address, ...view } = sampleCorrect('ja')
    const { region: _, ...plain } = address ?? expect.fail('the sample has an address')
    expect(renderCorrectPage({ ...view, address: plain }, 'ja').html).not.toContain('name="region"')
  })

  it('asks for nothing where there is nothing to correct', () => {
    const page = renderCorrectPage({ ...sampleCorrect('en'), address: undefined }, 'en').html
    expect(textOf(page)).toContain('There is nothing to correct')
    expect(page).not.toContain('<form')
  })
})

describe('the withdrawal', () => {
  it.each([
    ['en', 'Withdraw from contract here', 'Confirm withdrawal', 'I hereby withdraw from my contract of sale'],
    ['ja', '契約の撤回はこちら', '撤回を確定する', '売買契約（注文番号 7KQ2M9XD）を撤回します'],
    ['zh-Hans', '在此撤回合同', '确认撤回', '撤回以下商品的买卖合同（订单号 7KQ2M9XD）'],
  ] as const)(
    'in %s has two steps, named as the directive names them',
    (language, link, confirm, declared) => {
      const withdrawUrl = 'https://shop.example/withdraw/a-token'
      const tracking = renderTrackingPage(
        { ...sampleView(language, 'completed'), withdrawUrl },
        language,
      ).html
      expect(tracking).toContain(`<a href="${withdrawUrl}">${link}</a>`)
      const page = renderWithdrawPage(sampleWithdraw(language), language).html
      expect(page).toContain(`<button>${confirm}</button>`)
      expect(textOf(page)).toContain(declared)
    },
  )

  it('is not offered where the tracking page has no link for it', () => {
    expect(renderTrackingPage(sampleView('en', 'completed'), 'en').html).not.toContain('Withdraw')
  })

  it('asks for name and mail, and lets all or some of the goods be chosen', () => {
    const page = renderWithdrawPage(sampleWithdraw('en'), 'en').html
    expect(page).toMatch(/name="name"[^>]* required>[\s\S]*name="email" type="email"[^>]* required>/)
    expect([...page.matchAll(/data-sku="([^"]*)" min="0" max="(\d)"/g)].map(([, ...of]) => of)).toEqual([
      ['SKU-1', '1'],
      ['SKU-2', '2'],
    ])
    expect(page).toContain('data-zone="America/Toronto"')
  })

  it('of an order that has ended is not offered', () => {
    const page = renderWithdrawPage({ ...sampleWithdraw('en'), isOpen: false }, 'en').html
    expect(textOf(page)).toContain('There is nothing to withdraw from')
  })
})

describe('the page with the files', () => {
  it('has a link for each file, and says of the others that they come', () => {
    const page = renderDownloadPage(sampleDownload('en'), 'en').html
    expect(page).toContain('href="/download/a-token/EBOOK-1"')
    expect(textOf(page)).toContain('Download gardens.epub')
    expect(textOf(page)).toContain('The file is not there yet.')
  })

  it('says so where there is nothing', () => {
    const page = renderDownloadPage({ ...sampleDownload('ja'), files: [] }, 'ja').html
    expect(textOf(page)).toContain('ダウンロードいただける商品はございません')
  })
})

describe('a link that opens nothing', () => {
  it.each([
    ['en', 'This link has expired'],
    ['ja', 'リンクの有効期限が切れています'],
    ['zh-Hans', '此链接已过期'],
  ])('says in %s that it has expired', (language, said) => {
    expect(textOf(renderNotFoundPage(language, 'expired').html)).toContain(said)
    expect(textOf(renderNotFoundPage(language).html)).not.toContain(said)
  })
})

it('the pages have their words in all languages, and none says a code', () => {
  const textsOf = (value: unknown, place = ''): [place: string, text: string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${place}.${name}`))
      : [[place, typeof value === 'function' ? String(value('<1>')) : String(value)]]
  const places = textsOf(ACT_WORDS.en).map(([place]) => place)
  for (const language of LANGUAGES) {
    expect(textsOf(ACT_WORDS[language]).map(([place]) => place)).toEqual(places)
    for (const [place, text] of textsOf(ACT_WORDS[language])) {
      expect.soft(text.trim(), place).not.toBe('')
      expect.soft(text, place).not.toMatch(/[a-z]_[a-z]/)
    }
  }
})
