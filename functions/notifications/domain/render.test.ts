import { describe, expect, it } from 'vitest'
import { sampleEvents } from '../samples.ts'
import { letterheadFor } from './letterhead.ts'
import { shippedMail } from './mails/shipped.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'

const trackingUrl = 'https://shop.example/track/abc-123'
const { shipped } = sampleEvents('ja')

const mailTo = (name: string, locale = 'ja', data = shipped.data) =>
  shippedMail(letterheadFor({ number: '7KQ2M9XD', locale, country: 'JP', name, trackingUrl }), {
    ...shipped,
    data,
  })

describe('a mail as HTML', () => {
  it('tells its language and its kind, where the mailbox of the laptop reads them', () => {
    const page = renderHtml(mailTo('山田 花子'))
    expect(page).toContain('<html lang="ja">')
    expect(page).toContain('<meta name="cartwright-kind" content="shipped">')
    expect(page).toContain(`href="${trackingUrl}"`)
  })

  it('shows markup in names as text', () => {
    const [line] = shipped.data.lines
    if (!line) throw new Error('the sample has lines')
    const data = { ...shipped.data, lines: [{ ...line, name: '"><b>Tシャツ</b>' }] }
    const page = renderHtml(mailTo('<img src=x onerror=alert(1)> & Söhne', 'ja', data))
    expect(page).not.toMatch(/<img|<b>/)
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; Söhne 様')
    expect(page).toContain('&quot;&gt;&lt;b&gt;Tシャツ&lt;/b&gt;')
  })

  it('loads nothing from anywhere', () => {
    expect(renderHtml(mailTo('山田 花子'))).not.toMatch(/\ssrc=|url\(|<link|@import|<script/)
  })
})

describe('both parts', () => {
  it.each(['🎎 山田 👩‍👩‍👧', 'محمد عبد الله', 'ליאור כהן'])('keep the name %s', (name) => {
    const mail = mailTo(name, 'en')
    expect(renderText(mail)).toContain(name)
    expect(renderHtml(mail)).toContain(name)
  })

  it('keep a name that is written from right to left apart from the words around it', () => {
    expect(mailTo('محمد', 'ja').greeting).toBe('\u2068محمد\u2069 様')
  })

  it('say the same', () => {
    const mail = mailTo('山田 花子')
    const [text, page] = [renderText(mail), renderHtml(mail)]
    for (const word of [
      '7KQ2M9XD',
      'ヤマト運輸',
      '4000 1234 5670',
      '日本の庭（写真集）',
      '2点',
      trackingUrl,
    ]) {
      expect(text).toContain(word)
      expect(page).toContain(word)
    }
  })

  it('give a name one line of the text', () => {
    expect(renderText(mailTo('Eve\n\nTotal: 0', 'en'))).toContain('Hello Eve Total: 0,\n')
  })
})
