import { type Html, html } from '#shared/html.ts'
import { type Formats, type Language, languageOf, makeFormats } from '#shared/languages.ts'
import { type Page, renderPage } from '#shared/pages/page.ts'
import type { ShownCart, ShownLine } from '../contract/carts.ts'

interface PageWords {
  readonly title: string
  readonly none: string
  readonly empty: string
  readonly subtotal: string
  readonly mayChange: string
  readonly priceChanged: (before: string) => string
  readonly left: (available: string) => string
  readonly withdrawn: string
}

const WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    title: 'Your cart',
    none: 'This link leads to no cart. It may have expired.',
    empty: 'There is nothing in your cart.',
    subtotal: 'Subtotal',
    mayChange: 'Prices and stock may change until you order.',
    priceChanged: (before) => `The price has changed: it was ${before}.`,
    left: (available) => `There are ${available} left.`,
    withdrawn: 'It is not sold any more.',
  },
  ja: {
    title: 'カート',
    none: 'このリンクに対応するカートがありません。有効期限が過ぎている可能性があります。',
    empty: 'カートに商品はありません。',
    subtotal: '小計',
    mayChange: 'ご注文までの間に、価格や在庫が変わることがあります。',
    priceChanged: (before) => `価格が変わりました（変更前：${before}）。`,
    left: (available) => `在庫は残り${available}点です。`,
    withdrawn: '現在お取り扱いしておりません。',
  },
  'zh-Hans': {
    title: '购物车',
    none: '此链接没有对应的购物车，可能已过期。',
    empty: '购物车中没有商品。',
    subtotal: '小计',
    mayChange: '下单之前，价格和库存可能会有变化。',
    priceChanged: (before) => `价格已变动（原价：${before}）。`,
    left: (available) => `仅剩 ${available} 件。`,
    withdrawn: '该商品已停售。',
  },
}

/** What is in a cart, for whoever has a link to it. It is shown by the shop's own pages where it has some. */
export function renderCartPage(cart: ShownCart, locale: string): Page {
  const language = languageOf(locale)
  const words = WORDS[language]
  if (cart.lines.length === 0) return page(language, html`<p>${words.empty}</p>`)
  const formats = makeFormats(locale, 'UTC')
  return page(
    language,
    html`<ul class="items">${cart.lines.map((line) => item(line, words, formats))}</ul>
<dl><dt>${words.subtotal}</dt><dd>${formats.money(cart.subtotal)}</dd></dl>
<p class="soft">${words.mayChange}</p>`,
  )
}

/** Where a link leads to no cart. */
export function renderNoCartPage(locale: string): Page {
  const language = languageOf(locale)
  return page(language, html`<p>${WORDS[language].none}</p>`)
}

const page = (language: Language, body: Html): Page => {
  const { title } = WORDS[language]
  return renderPage(language, title, html`<main><section><h1>${title}</h1>\n${body}</section></main>`)
}

const item = (line: ShownLine, words: PageWords, formats: Formats): Html =>
  html`<li><span>${line.name ?? line.sku} × ${formats.number(line.quantity)}${line.changes.map((change) => html`<br><small>${inWords(change, words, formats)}</small>`)}</span><span>${line.subtotal ? formats.money(line.subtotal) : '–'}</span></li>`

function inWords(change: ShownLine['changes'][number], words: PageWords, formats: Formats): string {
  switch (change.kind) {
    case 'price':
      return words.priceChanged(formats.money(change.from))
    case 'stock':
      return words.left(formats.number(change.available))
    case 'withdrawn':
      return words.withdrawn
  }
}
