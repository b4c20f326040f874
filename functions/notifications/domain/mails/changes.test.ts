import { describe, expect, it } from 'vitest'
import { HOLD_REASONS } from '#contexts/orders/contract/types.ts'
import type { Language } from '#shared/languages.ts'
import { mailsFor } from '../../testing.ts'
import type { Kind } from '../kinds.ts'
import { renderText } from '../render-text.ts'

async function textOf(language: Language, kind: Kind): Promise<string> {
  const mail = (await mailsFor(language)).find((one) => one.kind === kind)
  if (!mail) throw new Error(`no ${kind} in ${language}`)
  return renderText(mail)
}

describe('a mail about what changed', () => {
  it('of a delay has the new date and the old one', async () => {
    const text = await textOf('en', 'delayed')
    expect(text).toContain('Arrives: Sat, Nov 28 – Mon, Nov 30, 2026')
    expect(text).toContain('Promised before: Wed, Nov 25 – Thu, Nov 26, 2026')
  })

  it('of cancelled lines tells what does not come, why, and what is to be paid now', async () => {
    const text = await textOf('ja', 'lines_cancelled')
    expect(text).toContain('次の商品は在庫切れのためご用意できませんでした。')
    expect(text).toContain('- 日本の庭（写真集）: 1点')
    expect(text).toContain('変更後のお支払い金額: ￥7,130')
    expect(text).not.toContain('not at its bin')
  })

  it('of a refund tells lines, shipping, sum and the tax in it, and not what staff wrote', async () => {
    const text = await textOf('en', 'refunded')
    expect(text).toContain('- Gardens of Japan (hardcover) (× 1): CA$42.50')
    expect(text).toContain('Shipping: CA$12.95\n= Refund: CA$55.45\n  HST 13% included')
    expect(text).not.toContain('damaged')
  })

  it('of a withdrawal says what was declared, by whom, and when, in the zone of the destination', async () => {
    const text = await textOf('ja', 'withdrawn')
    expect(text).toContain('受付日時: 2026年11月27日 15:45 (日本標準時)')
    expect(text).toContain('私は、次の商品の売買契約（注文番号 7KQ2M9XD）を撤回します。')
    expect(text).toContain('お名前: 山田 花子')
    expect(text).toContain('- オーガニックコットンTシャツ 紺・M: 2点')
  })

  it('of a corrected address writes it as it is written there', async () => {
    expect(await textOf('ja', 'address_corrected')).toContain(
      'お届け先: 〒150-8010 東京都渋谷区宇田川町1-1 山田 花子 様',
    )
    expect(await textOf('en', 'address_corrected')).toContain(
      'Delivery address: Jane Doe, 100 Queen Street West, Toronto, ON, M5H 2N2, CA',
    )
  })

  it('of a payment by reference names the reference, where to pay, and until when', async () => {
    const text = await textOf('ja', 'payment_reminder')
    expect(text).toContain('お支払い方法: コンビニエンスストア\nお支払い番号: 4210-8837-1005')
    expect(text).toContain('お支払い期限: 2026年11月26日 12:30 (日本標準時)')
  })

  it('of a check names no rule', async () => {
    const text = await textOf('en', 'checking')
    expect(text).toContain('We are checking your order. You need not do anything.')
    for (const reason of HOLD_REASONS.filter((one) => one !== 'address' && one !== 'payment'))
      expect(text).not.toMatch(new RegExp(`\\b${reason}\\b`, 'i'))
  })
})

describe('a link that asks for an act', () => {
  it.each([
    ['payment_required', 'pay'],
    ['payment_reminder', 'pay'],
    ['address_wanted', 'correct'],
    ['digital_delivered', 'download'],
  ] as const)('of %s leads to /%s with a token that expires', async (kind, act) => {
    expect(await textOf('en', kind)).toMatch(new RegExp(`https://shop\\.example/${act}/[\\w-]{55}\\n`))
  })
})
