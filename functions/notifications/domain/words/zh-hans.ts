import type { Words } from './words.ts'

/** A space between two Chinese characters, as some forms put one between family and given name. */
const SPACE_WITHIN_NAME = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu

export const zhHans: Words = {
  address: (name) => name.replaceAll(SPACE_WITHIN_NAME, ''),
  greeting: (addressed) => `${addressed}，您好：`,
  mails: {
    payment_required: {
      subject: (number) => `请确认您的付款（订单号 ${number}）`,
      heading: '请确认您的付款',
      lead: '我们已为您保留订单中的商品。',
    },
    confirmation: {
      subject: (number) => `您的订单已确认（订单号 ${number}）`,
      heading: '您的订单已确认',
      lead: '感谢您的订购。商品发货后，我们会再次通知您。',
    },
    shipped: {
      subject: (number) => `您的商品已发货（订单号 ${number}）`,
      heading: '您的商品已发货',
      lead: '我们已将以下商品交给承运商。',
    },
    out_for_delivery: {
      subject: (number) => `今日派送：您的包裹（订单号 ${number}）`,
      heading: '您的包裹正在派送',
      lead: '派送员已带着您的包裹出发，预计今日送达。',
    },
    delivered: {
      subject: (number) => `您的订单已送达，附收据（订单号 ${number}）`,
      heading: '您的订单已送达',
      lead: '全部商品均已送达，付款已完成。以下是您的收据。',
    },
    rejected: {
      subject: (number) => `很抱歉，我们无法接受您的订单（订单号 ${number}）`,
      heading: '我们无法接受您的订单',
      lead: '非常抱歉，此订单不会发货。',
    },
    cancelled: {
      subject: (number) => `您的订单已取消（订单号 ${number}）`,
      heading: '您的订单已取消',
      lead: '此订单已取消，不会发货。',
    },
  },
  labels: {
    orderNumber: '订单号',
    arrives: '预计送达',
    items: '商品',
    order: '订单内容',
    subtotal: '小计',
    discount: '优惠',
    shipping: '运费',
    total: '合计',
    receipt: '收据',
    paid: '已付金额（银行卡）',
    carrier: '承运商',
    trackingNumber: '运单号',
    deliveredAt: '送达时间',
    payBefore: '付款截止时间',
    reason: '原因',
    notAvailable: '缺货商品',
    track: '查看物流信息',
    see: '查看订单',
  },
  pieces: (count) => `× ${count}`,
  each: (price) => `单价 ${price}`,
  taxAt: (name, rate) => `${name} ${rate}`,
  included: (tax) => `其中含${tax}`,
  taxOn: (base) => `计税金额 ${base}`,
  inParts: '其余商品将另行发货。',
  actions: {
    choose: '请选择付款方式。',
    pay_by_reference: '请到门店付款或通过银行转账，并注明付款编号。',
    three_d_secure: '您的银行要求验证此次付款。请返回下单页面完成验证。',
    pay_again: '付款未能完成。请返回下单页面，换一张银行卡付款。',
  },
  rejections: {
    out_of_stock: '部分商品已无库存。',
    payment_declined: '付款未能完成。',
    payment_abandoned: '未在规定时间内完成付款。',
    undeliverable: '我们无法配送到您填写的地址。',
    review_declined: '我们无法接受此订单。',
  },
  shortage: (available, requested) => `订购 ${requested} 件，现有 ${available} 件`,
  noCharge: '我们没有向您收取任何费用。如果银行显示有预授权金额，该金额将会解除。',
  texts: {
    shipped: ({ number, carrier, url }) => `您的订单${number}已由${carrier}承运发出：${url}`,
    out_for_delivery: ({ number, url }) => `您的订单${number}今日派送：${url}`,
  },
  footer: (number) => `此邮件因您的订单（订单号 ${number}）而自动发送。`,
}
