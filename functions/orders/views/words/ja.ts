import type { PageWords } from './words.ts'

export const ja: PageWords = {
  title: (number) => `ご注文 ${number}`,
  greeting: (firstName) => `${firstName} 様`,
  orderNumber: '注文番号',
  situations: {
    received: { headline: 'ご注文を受け付けました', note: '在庫とお支払いを確認しております。' },
    payment_required: {
      headline: 'お支払いのご確認をお願いいたします',
      note: 'お送りしたメールのリンクから、お支払い手続きをお済ませください。商品は確保しております。',
    },
    confirmed: { headline: 'ご注文を承りました', note: 'まもなく発送の準備を始めます。' },
    preparing: { headline: '発送の準備をしております', note: '商品のお取り揃えと梱包を行っております。' },
    partly_on_its_way: {
      headline: '商品の一部を発送しました',
      note: '残りの商品は別便でお届けいたします。',
    },
    on_its_way: { headline: '商品を発送しました', note: '配送業者がお届けに向かっております。' },
    arriving_today: { headline: '本日お届け予定です', note: 'お荷物の配達に出発しました。' },
    delivered: { headline: 'お届けが完了しました', note: 'ご利用いただき、誠にありがとうございました。' },
    rejected: {
      headline: 'ご注文をお受けできませんでした',
      note: '誠に申し訳ございません。代金はいただきません。すでにお支払いいただいた金額は返金し、カードの利用枠は解除いたします。',
    },
    cancelled: {
      headline: 'ご注文はキャンセルされました',
      note: '代金はいただきません。すでにお支払いいただいた金額は返金し、カードの利用枠は解除いたします。',
    },
    returned: {
      headline: '商品が当店に返送されました',
      note: '今後の手続きについて、改めてご連絡いたします。',
    },
  },
  arrives: 'お届け予定日',
  progress: '進み具合',
  steps: {
    placed: 'ご注文受付',
    validated: '在庫・お支払いの確認',
    confirmed: 'ご注文確定',
    processing: '発送準備',
    shipped: '発送',
    delivered: 'お届け',
    completed: '完了',
  },
  parcel: (which, of) => (of === 1 ? 'お荷物' : `お荷物 ${which}／${of}`),
  carrier: '配送業者',
  trackingNumber: 'お問い合わせ番号',
  scans: '配送の経過',
  noScans: '配送業者からの情報はまだありません。',
  receivedBy: 'お受け取り（ご署名）',
  receivedAt: 'お届け日時',
  notes: 'お店からのお知らせ',
  items: 'ご注文内容',
  pieces: (count) => `${count}点`,
  timesIn: (zone) => `時刻は${zone}です。`,
  notFound: {
    headline: 'ご注文が見つかりません',
    note: 'リンクが途中で切れている可能性があります。ご注文に関する最新のメールから、もう一度お開きください。',
  },
}
