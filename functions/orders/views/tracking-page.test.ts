import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '#shared/languages.ts'
import { renderNotFoundPage } from './not-found-page.ts'
import { PAGE_WORDS } from './page-words.ts'
import { sampleView } from './samples.ts'
import { renderTrackingPage } from './tracking-page.ts'

/** What a reader sees, without markup and style. */
const textOf = (page: string): string =>
  page
    .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

const [en, ja, zh] = (['en', 'ja', 'zh-Hans'] as const).map((language) =>
  textOf(renderTrackingPage(sampleView(language, 'shipped'), language).html),
)

describe('the tracking page', () => {
  it('tells in English where the order is', () => {
    expect(en).toContain('Hello Jane, Arriving today')
    expect(en).toContain('Order number 7KQ2M9XD')
    expect(en).toContain('Arrives Wed, Nov 25 – Thu, Nov 26, 2026')
    expect(en).toContain('Carrier Canada Post Tracking number 7023210039414604')
    expect(en).toContain('Times are in Eastern Standard Time.')
  })

  it('tells it in Japanese, with times of Japan', () => {
    expect(ja).toContain('山田 様 本日お届け予定です')
    expect(ja).toContain('お届け予定日 2026年11月25日(水)～11月26日(木)')
    expect(ja).toContain('ご注文受付 11月23日 10:00')
    expect(ja).toContain('配送業者 ヤマト運輸')
    expect(ja).toContain('時刻は日本標準時です。')
  })

  it('tells it in Chinese, with times of China', () => {
    expect(zh).toContain('张三，您好： 预计今日送达')
    expect(zh).toContain('预计送达 2026年11月25日周三至11月26日周四')
    expect(zh).toContain('订单已提交 11月23日 10:00')
    expect(zh).toContain('时间为中国标准时间。')
  })

  it('keeps the zone of the destination whatever the language', () => {
    const page = textOf(renderTrackingPage(sampleView('ja', 'shipped'), 'en').html)
    expect(page).toContain('Order received Nov 23, 10:00 AM')
    expect(page).toContain('Times are in Japan Standard Time.')
  })

  it('shows the newest scan first', () => {
    const order = ['Toronto', 'Mississauga', 'Vancouver'].map((place) => en?.indexOf(place) ?? -1)
    expect(order.every((at) => at > 0)).toBe(true)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  it("leaves the carrier's words out where they are ours", () => {
    const view = sampleView('en', 'shipped')
    const [one] = view.shipments
    const scans = [
      { at: '2026-11-25T00:10:00Z', status: 'in_transit' as const, description: 'In transit' },
      { at: '2026-11-24T00:10:00Z', status: 'in_transit' as const, description: 'Arrived at facility' },
    ]
    const page = textOf(renderTrackingPage({ ...view, shipments: one ? [{ ...one, scans }] : [] }, 'en').html)
    expect(page).toContain('In transit Arrived at facility Nov 23')
    expect(page).toContain('In transit Nov 24')
  })

  it('marks the step that was reached last, and only this one', () => {
    const page = renderTrackingPage(sampleView('en', 'processing'), 'en').html
    expect(page.match(/aria-current="step">([^<]*)/g)).toEqual(['aria-current="step">Being prepared '])
  })

  it('shows who signed, and no promise any more, when all has arrived', () => {
    const page = textOf(renderTrackingPage(sampleView('ja', 'completed'), 'ja').html)
    expect(page).toContain('お届け日時 11月25日 13:20')
    expect(page).toContain('お受け取り（ご署名） 山田')
    expect(page).not.toContain('お届け予定日')
  })

  it('shows no label that was cancelled', () => {
    const view = sampleView('en', 'shipped')
    const [one] = view.shipments
    if (!one) throw new Error('the sample has a parcel')
    const shipments = [one, { ...one, trackingNumber: 'VOIDED', status: 'cancelled' as const }]
    const page = textOf(renderTrackingPage({ ...view, shipments }, 'en').html)
    expect(page).toContain('Your parcel')
    expect(page).not.toContain('VOIDED')
  })
})

describe('an order that does not go on', () => {
  it.each([
    ['payment_required', 'Your payment needs you'],
    ['rejected', 'We could not accept this order'],
    ['cancelled', 'This order is cancelled'],
  ] as const)('%s is told in words for its customer, without a promise', (status, headline) => {
    const page = textOf(renderTrackingPage(sampleView('en', status), 'en').html)
    expect(page).toContain(headline)
    expect(page).not.toContain('Arrives')
    expect(page).not.toContain(status === 'cancelled' ? 'cancelling' : status)
  })

  it('shows no steps that will never come', () => {
    const page = textOf(renderTrackingPage(sampleView('en', 'rejected'), 'en').html)
    expect(page).toContain('Order received')
    expect(page).not.toContain('Handed to the carrier')
  })
})

describe('every page', () => {
  const pages = LANGUAGES.flatMap((language) => [
    [language, renderTrackingPage(sampleView(language, 'completed'), language).html] as const,
    [language, renderNotFoundPage(language).html] as const,
  ])

  it.each(pages)('in %s says its language, and links to itself in all', (language, page) => {
    expect(page).toContain(`<html lang="${language}">`)
    for (const other of LANGUAGES) expect(page).toContain(`href="?lang=${other}" lang="${other}"`)
    expect(page).toContain(`hreflang="${language}" aria-current="page"`)
  })

  it.each(pages)('in %s loads nothing, runs nothing, and is found by no search', (_, page) => {
    expect(page).not.toMatch(/<script|<img|<iframe|\ssrc=|url\(|@import|https?:\/\//)
    expect(page).toContain('<meta name="robots" content="noindex, nofollow">')
    expect(page).toContain('<meta name="referrer" content="no-referrer">')
  })

  it.each(pages)('in %s has one first heading', (_, page) => {
    expect(page.match(/<h1>/g)).toHaveLength(1)
  })

  it('has its words in all languages', () => {
    const placesOf = (value: unknown, place = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, inner]) => placesOf(inner, `${place}.${name}`))
        : [`${place}: ${value ? 'said' : 'missing'}`]
    for (const language of LANGUAGES) expect(placesOf(PAGE_WORDS[language])).toEqual(placesOf(PAGE_WORDS.en))
  })
})

describe('what others wrote', () => {
  const view = sampleView('en', 'completed')
  const [parcel] = view.shipments

  it('shows as text', () => {
    if (!parcel) throw new Error('the sample has a parcel')
    const bad = '<script>alert(1)</script>'
    const scans = [{ at: '2026-11-25T04:20:00Z', status: 'delivered' as const, place: bad, description: bad }]
    const shipments = [{ ...parcel, carrier: bad, trackingNumber: bad, scans, proof: { signedBy: bad } }]
    const lines = view.lines.map((line) => ({ ...line, name: bad }))
    const page = renderTrackingPage({ ...view, firstName: bad, shipments, lines }, 'en').html
    expect(page).not.toContain('<script')
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(7)
  })

  it('keeps its direction to itself', () => {
    expect(textOf(renderTrackingPage({ ...view, firstName: 'محمد' }, 'en').html)).toContain(
      'Hello \u2068محمد\u2069,',
    )
  })
})
