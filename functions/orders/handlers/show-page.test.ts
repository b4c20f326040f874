import { describe, expect, it } from 'vitest'
import { languageAsked } from '#shared/pages/reply.ts'
import { showPage } from './show-page.ts'

const reader = (lang?: string, accepted?: string) => ({
  query: { lang },
  headers: { 'accept-language': accepted },
})
const render = (view: { locale: string }, locale: string) => ({
  html: `${view.locale} in ${locale}`,
  policy: "default-src 'none'",
})

describe('a page', () => {
  it('is in the language of the order, or the one that is asked for', () => {
    const opened = { found: true, view: { locale: 'ja' } } as const
    expect(showPage(opened, render, reader(undefined, 'en'))).toMatchObject({ body: 'ja in ja' })
    expect(showPage(opened, render, reader('zh-Hans'))).toMatchObject({ body: 'ja in zh-Hans' })
  })

  it.each([
    ['unknown', 'ご注文が見つかりません'],
    ['expired', 'リンクの有効期限が切れています'],
  ] as const)('of a link that is %s says so with 404, in the language of the browser', (why, said) => {
    const shown = showPage({ found: false, why }, render, reader(undefined, 'ja-JP,en;q=0.5'))
    expect(shown).toMatchObject({ status: 404, body: expect.stringContaining(said) })
  })

  it.each([{ found: true, view: { locale: 'en' } } as const, { found: false, why: 'unknown' } as const])(
    'has a policy, no ties to other windows, no devices, and tells its address to nobody',
    (opened) => {
      expect(showPage(opened, render, reader()).headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cross-origin-opener-policy': 'same-origin-allow-popups',
        'permissions-policy': expect.stringContaining('camera=()'),
        'referrer-policy': 'no-referrer',
      })
    },
  )

  it('is in English for a browser that asks for nothing', () => {
    expect(languageAsked(reader())).toBe('en')
  })
})
