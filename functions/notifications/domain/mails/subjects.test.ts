import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '#shared/languages.ts'
import { sampleEvents } from '../../samples.ts'
import { givenNotifications, mailsFor } from '../../testing.ts'
import { ORDER_KINDS } from '../kinds.ts'

const N = '7KQ2M9XD'

/** What each kind of mail is called in English, Japanese and Chinese. */
const SUBJECTS = {
  payment_required: [
    `Your payment needs your attention (order ${N})`,
    `お支払いのご確認をお願いいたします（注文番号 ${N}）`,
    `请确认您的付款（订单号 ${N}）`,
  ],
  payment_reminder: [
    `Reminder: please pay for your order ${N}`,
    `お支払い期限が近づいております（注文番号 ${N}）`,
    `付款即将到期（订单号 ${N}）`,
  ],
  address_wanted: [
    `Please correct your address (order ${N})`,
    `お届け先住所のご確認をお願いいたします（注文番号 ${N}）`,
    `请更正您的收货地址（订单号 ${N}）`,
  ],
  checking: [
    `We are checking your order ${N}`,
    `ご注文内容を確認しております（注文番号 ${N}）`,
    `我们正在核对您的订单（订单号 ${N}）`,
  ],
  confirmation: [
    `Your order ${N} is confirmed`,
    `ご注文を承りました（注文番号 ${N}）`,
    `您的订单已确认（订单号 ${N}）`,
  ],
  address_corrected: [
    `Your address is corrected (order ${N})`,
    `お届け先住所を変更しました（注文番号 ${N}）`,
    `您的收货地址已更正（订单号 ${N}）`,
  ],
  delayed: [
    `Your order ${N} will arrive later`,
    `お届けが遅れる見込みです（注文番号 ${N}）`,
    `您的订单将延迟送达（订单号 ${N}）`,
  ],
  lines_cancelled: [
    `Some items of your order ${N} will not come`,
    `一部の商品をお届けできません（注文番号 ${N}）`,
    `订单中的部分商品无法送达（订单号 ${N}）`,
  ],
  shipped: [
    `On its way: your order ${N}`,
    `商品を発送しました（注文番号 ${N}）`,
    `您的商品已发货（订单号 ${N}）`,
  ],
  out_for_delivery: [
    `Out for delivery today: your order ${N}`,
    `本日お届け予定です（注文番号 ${N}）`,
    `今日派送：您的包裹（订单号 ${N}）`,
  ],
  gift_card: [
    `Your gift card (order ${N})`,
    `ギフトカードをお届けします（注文番号 ${N}）`,
    `您的礼品卡（订单号 ${N}）`,
  ],
  digital_delivered: [
    `Ready to download: your order ${N}`,
    `ダウンロードのご用意ができました（注文番号 ${N}）`,
    `您的商品可以下载了（订单号 ${N}）`,
  ],
  delivered: [
    `Delivered: your order ${N}, with the receipt`,
    `お届けが完了しました・領収書（注文番号 ${N}）`,
    `您的订单已送达，附收据（订单号 ${N}）`,
  ],
  refunded: [`Your refund (order ${N})`, `返金のお知らせ（注文番号 ${N}）`, `退款通知（订单号 ${N}）`],
  withdrawn: [
    `We have received your withdrawal (order ${N})`,
    `契約撤回のお申し出を受け付けました（注文番号 ${N}）`,
    `我们已收到您的撤回声明（订单号 ${N}）`,
  ],
  rejected: [
    `We could not accept your order ${N}`,
    `ご注文をお受けできませんでした（注文番号 ${N}）`,
    `很抱歉，我们无法接受您的订单（订单号 ${N}）`,
  ],
  cancelled: [
    `Your order ${N} is cancelled`,
    `ご注文をキャンセルいたしました（注文番号 ${N}）`,
    `您的订单已取消（订单号 ${N}）`,
  ],
  returned: [
    `We could not deliver your order ${N}`,
    `ご注文の商品をお届けできませんでした（注文番号 ${N}）`,
    `很抱歉，我们未能送达您的订单（订单号 ${N}）`,
  ],
} as const

describe.each(LANGUAGES.map((language, place) => [language, place] as const))('in %s', (language, place) => {
  it('there is a mail of each kind, each with a subject of its own', async () => {
    const sent = (await mailsFor(language)).map(({ kind, subject }) => [kind, subject])
    expect(sent).toEqual(ORDER_KINDS.map((kind) => [kind, SUBJECTS[kind][place]]))
  })
})

describe('a payment', () => {
  const ASKS = {
    three_d_secure: [
      `Please confirm your payment (order ${N})`,
      `本人認証をお願いいたします（注文番号 ${N}）`,
      `请完成付款验证（订单号 ${N}）`,
    ],
    pay_again: SUBJECTS.payment_required,
    choose: [
      `Please choose how to pay (order ${N})`,
      `お支払い方法をお選びください（注文番号 ${N}）`,
      `请选择付款方式（订单号 ${N}）`,
    ],
    pay_by_reference: [
      `How to pay for your order ${N}`,
      `お支払いのご案内（注文番号 ${N}）`,
      `如何支付您的订单（订单号 ${N}）`,
    ],
  } as const

  it.each(['three_d_secure', 'pay_again', 'choose', 'pay_by_reference'] as const)(
    'that is wanted by %s says what is asked',
    async (action) => {
      const given = givenNotifications()
      for (const language of LANGUAGES) {
        const { paymentRequired } = sampleEvents(language)
        const id = `${paymentRequired.id}${language}` as typeof paymentRequired.id
        await given.payment.required({ ...paymentRequired, id, data: { ...paymentRequired.data, action } })
      }
      expect(given.mails.map(({ mail }) => mail.subject)).toEqual([...ASKS[action]])
    },
  )
})
