import type { Language } from '#shared/languages.ts'

/** All that is written to somebody about a cart that they left behind. */
export interface CartWords {
  /** Names nobody: a guest with a cart has given no name. */
  readonly greeting: string
  readonly subject: string
  readonly heading: string
  readonly lead: string
  readonly items: string
  readonly subtotal: string
  readonly open: string
  readonly keptUntil: string
  /** Nothing in a cart is kept back for anybody. */
  readonly notHeld: string
  readonly footer: string
}

export const CART_WORDS: Readonly<Record<Language, CartWords>> = {
  en: {
    greeting: 'Hello,',
    subject: 'Your cart is still here',
    heading: 'Your cart is still here',
    lead: 'You left these items in your cart. You can go on where you stopped.',
    items: 'Items',
    subtotal: 'Subtotal',
    open: 'Open your cart',
    keptUntil: 'Kept until',
    notHeld: 'Prices and stock may change until you order.',
    footer: 'You get this mail once, because you asked to be reminded of your cart.',
  },
  ja: {
    greeting: 'お客様',
    subject: 'カートに商品が残っています',
    heading: 'カートに商品が残っています',
    lead: 'カートに次の商品が入ったままになっています。続きからお買い物いただけます。',
    items: '商品',
    subtotal: '小計',
    open: 'カートを開く',
    keptUntil: '保存期限',
    notHeld: 'ご注文までの間に、価格や在庫が変わることがあります。',
    footer: 'このメールは、カートのお知らせをご希望いただいたため、一度だけお送りしています。',
  },
  'zh-Hans': {
    greeting: '您好：',
    subject: '您的购物车中还有商品',
    heading: '您的购物车中还有商品',
    lead: '以下商品仍在您的购物车中，您可以继续购物。',
    items: '商品',
    subtotal: '小计',
    open: '打开购物车',
    keptUntil: '保留至',
    notHeld: '下单之前，价格和库存可能会有变化。',
    footer: '您收到此邮件，是因为您同意接收一次购物车提醒。',
  },
}
