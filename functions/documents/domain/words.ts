import type { PaymentKind } from '#contexts/payments/contract/types.ts'
import type { Language } from '#shared/languages.ts'

/** All that one language needs for papers; every language has all of it. */
export interface Words {
  readonly invoice: string
  /** Where it is paid, and so is the receipt too. */
  readonly paidInvoice: string
  readonly creditNote: string
  readonly reversal: string
  readonly packingSlip: string
  readonly labels: Readonly<Record<Label, string>>
  /** How it was paid. */
  readonly paidBy: Readonly<Record<PaymentKind, string>>
  /** The buyer's name as one writes it on a paper. */
  readonly address: (name: string) => string
  /** What the mark of a line means. */
  readonly reduced: (mark: string, rate: string) => string
  /** Of what is given back: which discount was taken off it before. */
  readonly afterDiscount: (item: string, discount: string, amount: string) => string
  readonly pageOf: (page: number, pages: number) => string
}

type Label =
  | 'number'
  | 'issuedOn'
  | 'suppliedOn'
  | 'orderNumber'
  | 'corrects'
  | 'correctsIssuedOn'
  | 'buyer'
  | 'taxId'
  | 'recipient'
  | 'seller'
  | 'sender'
  | 'registrationNumber'
  | 'item'
  | 'sku'
  | 'barcode'
  | 'quantity'
  | 'unitPrice'
  | 'taxRate'
  | 'amount'
  | 'subtotal'
  | 'discount'
  | 'shipping'
  | 'rounding'
  | 'reduction'
  | 'total'
  | 'givenBack'
  | 'notGivenBack'
  | 'toBePaid'
  | 'tax'
  | 'base'
  | 'baseWithTax'
  | 'taxAmount'

const EN: Words = {
  invoice: 'Invoice',
  paidInvoice: 'Invoice and receipt',
  creditNote: 'Credit note',
  reversal: 'Reversal of a credit note',
  packingSlip: 'Packing slip',
  labels: {
    number: 'Number',
    issuedOn: 'Date of issue',
    suppliedOn: 'Date of supply',
    orderNumber: 'Order',
    corrects: 'Corrects invoice',
    correctsIssuedOn: 'Invoice of',
    buyer: 'Buyer',
    taxId: 'Tax number',
    recipient: 'Recipient',
    seller: 'Seller',
    sender: 'Sender',
    registrationNumber: 'Registration number',
    item: 'Item',
    sku: 'SKU',
    barcode: 'Barcode',
    quantity: 'Qty',
    unitPrice: 'Unit price',
    taxRate: 'Tax rate',
    amount: 'Amount',
    subtotal: 'Subtotal',
    discount: 'Discount',
    shipping: 'Shipping',
    rounding: 'Rounding',
    reduction: 'Price reduction',
    total: 'Total',
    givenBack: 'Total given back',
    notGivenBack: 'Total not given back after all',
    toBePaid: 'To be paid',
    tax: 'Tax',
    base: 'Taxable amount',
    baseWithTax: 'Amount incl. tax',
    taxAmount: 'Tax amount',
  },
  paidBy: {
    card: 'Paid by card',
    delayed: 'Paid at a store or by transfer',
    offline: 'Paid on delivery or by invoice',
    none: 'Paid',
    gift_card: 'Paid by gift card',
    card_and_gift_card: 'Paid by card and gift card',
  },
  address: (name) => name,
  reduced: (mark, rate) => `${mark} Reduced tax rate (${rate})`,
  afterDiscount: (item, discount, amount) => `${item}: the amount is after ${discount}, ${amount}`,
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
}

const JA: Words = {
  invoice: '請求書',
  paidInvoice: '請求書兼領収書',
  creditNote: '返還請求書',
  reversal: '返還請求書の取消',
  packingSlip: '納品書',
  labels: {
    number: '番号',
    issuedOn: '発行日',
    suppliedOn: '取引日',
    orderNumber: 'ご注文番号',
    corrects: '対象の請求書',
    correctsIssuedOn: '請求書の発行日',
    buyer: 'ご購入者',
    taxId: '登録番号',
    recipient: 'お届け先',
    seller: '発行者',
    sender: '発送元',
    registrationNumber: '登録番号',
    item: '品名',
    sku: '商品コード',
    barcode: 'バーコード',
    quantity: '数量',
    unitPrice: '単価',
    taxRate: '税率',
    amount: '金額',
    subtotal: '小計',
    discount: '割引',
    shipping: '送料',
    rounding: '端数調整',
    reduction: '値引き',
    total: '合計',
    givenBack: '返金合計',
    notGivenBack: '返金取消合計',
    toBePaid: 'ご請求額',
    tax: '税率区分',
    base: '対象額（税抜）',
    baseWithTax: '対象額（税込）',
    taxAmount: '消費税額',
  },
  paidBy: {
    card: 'お支払い済み（カード）',
    delayed: 'お支払い済み（コンビニ・振込）',
    offline: 'お支払い済み（代金引換・請求書払い）',
    none: 'お支払い済み',
    gift_card: 'お支払い済み（ギフトカード）',
    card_and_gift_card: 'お支払い済み（クレジットカード・ギフトカード）',
  },
  address: (name) => `${name} 様`,
  reduced: (mark, rate) => `${mark}は軽減税率（${rate}）の対象です。`,
  afterDiscount: (item, discount, amount) => `${item}：${discount}（${amount}）を差し引いた金額です。`,
  pageOf: (page, pages) => `${page} / ${pages}ページ`,
}

/** A 发票 is issued through the state's own system: no paper of ours is called one. */
const ZH_HANS: Words = {
  invoice: '账单',
  paidInvoice: '账单及收据',
  creditNote: '退款凭证',
  reversal: '退款凭证冲销',
  packingSlip: '装箱单',
  labels: {
    number: '编号',
    issuedOn: '开具日期',
    suppliedOn: '交付日期',
    orderNumber: '订单号',
    corrects: '对应账单',
    correctsIssuedOn: '账单开具日期',
    buyer: '购买方',
    taxId: '纳税人识别号',
    recipient: '收件人',
    seller: '销售方',
    sender: '寄件人',
    registrationNumber: '税务登记号',
    item: '商品',
    sku: '商品编码',
    barcode: '条形码',
    quantity: '数量',
    unitPrice: '单价',
    taxRate: '税率',
    amount: '金额',
    subtotal: '小计',
    discount: '优惠',
    shipping: '运费',
    rounding: '尾差调整',
    reduction: '减价',
    total: '合计',
    givenBack: '退款合计',
    notGivenBack: '撤销退款合计',
    toBePaid: '应付金额',
    tax: '税种',
    base: '计税金额（不含税）',
    baseWithTax: '计税金额（含税）',
    taxAmount: '税额',
  },
  paidBy: {
    card: '已付款（银行卡）',
    delayed: '已付款（便利店或转账）',
    offline: '已付款（货到付款或账单）',
    none: '已付款',
    gift_card: '已付款（礼品卡）',
    card_and_gift_card: '已付款（银行卡和礼品卡）',
  },
  address: (name) => name,
  reduced: (mark, rate) => `${mark} 适用轻减税率（${rate}）`,
  afterDiscount: (item, discount, amount) => `${item}：金额已扣除“${discount}”（${amount}）`,
  pageOf: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
}

export const WORDS: Readonly<Record<Language, Words>> = { en: EN, ja: JA, 'zh-Hans': ZH_HANS }
