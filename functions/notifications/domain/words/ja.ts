import type { Words } from './words.ts'

export const ja: Words = {
  address: (name) => `${name} 様`,
  greeting: (addressed) => addressed,
  mails: {
    'order.payment_required': {
      subject: (number) => `お支払いのご確認をお願いいたします（注文番号 ${number}）`,
      heading: 'お支払いのご確認をお願いいたします',
      lead: 'ご注文の商品は確保しております。',
    },
    'order.confirmed': {
      subject: (number) => `ご注文を承りました（注文番号 ${number}）`,
      heading: 'ご注文を承りました',
      lead: 'このたびはご注文いただき、誠にありがとうございます。商品を発送しましたら、改めてお知らせいたします。',
    },
    'order.shipped': {
      subject: (number) => `商品を発送しました（注文番号 ${number}）`,
      heading: '商品を発送しました',
      lead: '次の商品を配送業者に引き渡しました。',
    },
    'shipment.out_for_delivery': {
      subject: (number) => `本日お届け予定です（注文番号 ${number}）`,
      heading: '本日お届け予定です',
      lead: 'お荷物の配達に出発しました。到着まで今しばらくお待ちください。',
    },
    'order.delivered': {
      subject: (number) => `お届けが完了しました・領収書（注文番号 ${number}）`,
      heading: 'お届けが完了しました',
      lead: 'すべての商品をお届けし、お支払いが完了しました。領収書をお送りいたします。',
    },
    'order.rejected': {
      subject: (number) => `ご注文をお受けできませんでした（注文番号 ${number}）`,
      heading: 'ご注文をお受けできませんでした',
      lead: '誠に申し訳ございませんが、今回のご注文は発送されません。',
    },
    'order.cancelled': {
      subject: (number) => `ご注文をキャンセルいたしました（注文番号 ${number}）`,
      heading: 'ご注文をキャンセルいたしました',
      lead: 'ご注文はキャンセルとなり、商品は発送されません。',
    },
  },
  labels: {
    orderNumber: '注文番号',
    arrives: 'お届け予定日',
    items: '商品',
    order: 'ご注文内容',
    subtotal: '小計',
    discount: '割引',
    shipping: '送料',
    total: '合計',
    receipt: '領収書',
    paid: 'お支払い額（クレジットカード）',
    carrier: '配送業者',
    trackingNumber: 'お問い合わせ番号',
    deliveredAt: 'お届け日時',
    payBefore: 'お支払い期限',
    reason: '理由',
    notAvailable: 'ご用意できなかった商品',
    track: '配送状況を確認する',
  },
  pieces: (count) => `${count}点`,
  each: (price) => `単価 ${price}`,
  taxAt: (name, rate) => `${name} ${rate}`,
  included: (tax) => `うち${tax}`,
  taxOn: (base) => `対象 ${base}`,
  inParts: '残りの商品は別便でお届けいたします。',
  actions: {
    three_d_secure: 'カード会社による本人認証が必要です。ご注文の画面に戻り、認証をお済ませください。',
    pay_again: 'お支払いを完了できませんでした。ご注文の画面に戻り、別のカードでお支払いください。',
  },
  rejections: {
    out_of_stock: '一部の商品が在庫切れとなりました。',
    payment_declined: 'お支払いを完了できませんでした。',
    payment_abandoned: '期限までにお支払いが完了しませんでした。',
    undeliverable: 'ご指定の住所へはお届けできません。',
    review_declined: '今回のご注文はお受けすることができません。',
  },
  shortage: (available, requested) => `ご注文 ${requested}点・在庫 ${available}点`,
  noCharge: '代金は請求されておりません。カードの利用枠が確保されている場合は、解除されます。',
  texts: {
    'order.shipped': ({ number, carrier, url }) =>
      `ご注文${number}の商品を発送しました（${carrier}）。${url}`,
    'shipment.out_for_delivery': ({ number, url }) => `ご注文${number}を本日お届け予定です。${url}`,
  },
  footer: (number) => `このメールは、ご注文（注文番号 ${number}）について自動でお送りしています。`,
}
