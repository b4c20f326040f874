import { type Html, html } from '#shared/html.ts'
import { type Formats, LANGUAGES, type Language, languageOf, makeFormats } from '#shared/languages.ts'
import type { ShownCart, ShownLine } from '../contract/carts.ts'

interface PageWords {
  readonly ownName: string
  readonly title: string
  readonly none: string
  readonly empty: string
  readonly item: string
  readonly amount: string
  readonly subtotal: string
  readonly mayChange: string
  readonly priceChanged: (before: string) => string
  readonly left: (available: string) => string
  readonly withdrawn: string
}

const WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    ownName: 'English',
    title: 'Your cart',
    none: 'This link leads to no cart. It may have expired.',
    empty: 'There is nothing in your cart.',
    item: 'Item',
    amount: 'Amount',
    subtotal: 'Subtotal',
    mayChange: 'Prices and stock may change until you order.',
    priceChanged: (before) => `The price has changed: it was ${before}.`,
    left: (available) => `There are ${available} left.`,
    withdrawn: 'It is not sold any more.',
  },
  ja: {
    ownName: '日本語',
    title: 'カート',
    none: 'このリンクに対応するカートがありません。有効期限が過ぎている可能性があります。',
    empty: 'カートに商品はありません。',
    item: '商品',
    amount: '金額',
    subtotal: '小計',
    mayChange: 'ご注文までの間に、価格や在庫が変わることがあります。',
    priceChanged: (before) => `価格が変わりました（変更前：${before}）。`,
    left: (available) => `在庫は残り${available}点です。`,
    withdrawn: '現在お取り扱いしておりません。',
  },
  'zh-Hans': {
    ownName: '简体中文',
    title: '购物车',
    none: '此链接没有对应的购物车，可能已过期。',
    empty: '购物车中没有商品。',
    item: '商品',
    amount: '金额',
    subtotal: '小计',
    mayChange: '下单之前，价格和库存可能会有变化。',
    priceChanged: (before) => `价格已变动（原价：${before}）。`,
    left: (available) => `仅剩 ${available} 件。`,
    withdrawn: '该商品已停售。',
  },
}

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
body { margin: 0 auto; max-width: 40rem; padding: 1.5rem }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; margin: 0; padding: 0 }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid; padding: 0.5rem 0; text-align: start; vertical-align: top }
th:last-child, td:last-child { text-align: end; white-space: nowrap }
small { display: block }
`

/** What is in a cart, for whoever has a link to it. It is shown by the shop's own pages where it has some. */
export function renderCartPage(cart: ShownCart, locale: string): string {
  const language = languageOf(locale)
  const formats = makeFormats(locale, 'UTC')
  const words = WORDS[language]
  if (cart.lines.length === 0) return page(language, html`<p>${words.empty}</p>`)
  return page(
    language,
    html`<table>
<thead><tr><th scope="col">${words.item}</th><th scope="col">${words.amount}</th></tr></thead>
<tbody>${cart.lines.map((line) => row(line, words, formats))}</tbody>
<tfoot><tr><th scope="row">${words.subtotal}</th><td>${formats.money(cart.subtotal)}</td></tr></tfoot>
</table>
<p>${words.mayChange}</p>`,
  )
}

/** Where a link leads to no cart. */
export const renderNoCartPage = (locale: string): string => {
  const language = languageOf(locale)
  return page(language, html`<p>${WORDS[language].none}</p>`)
}

const row = (line: ShownLine, words: PageWords, formats: Formats): Html =>
  html`<tr><td>${line.name ?? line.sku} × ${formats.number(line.quantity)}${line.changes.map((change) => html`<small>${inWords(change, words, formats)}</small>`)}</td><td>${line.subtotal ? formats.money(line.subtotal) : '–'}</td></tr>`

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

const page = (language: Language, body: Html): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${WORDS[language].title}</title>
<link rel="icon" href="data:,">
<style>${{ markup: STYLE }}</style>
</head>
<body>
<nav><ul>${LANGUAGES.map((one) => html`<li><a href="?lang=${one}" lang="${one}" hreflang="${one}">${WORDS[one].ownName}</a></li>`)}</ul></nav>
<main>
<h1>${WORDS[language].title}</h1>
${body}
</main>
</body>
</html>
`.markup
