import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '#shared/languages.ts'
import { cart } from '../contract/carts.ts'
import { renderCartPage, renderNoCartPage } from './cart-page.ts'

const yen = (amount: number) => ({ amount, currency: 'JPY' })
const line = (sku: string, more: object = {}) => ({
  ...{ lineId: sku, sku, name: `The <${sku}>`, quantity: 2, unitPrice: yen(990), subtotal: yen(1980) },
  ...{ availability: 'in_stock', changes: [], addedAt: '2026-11-20T01:00:00.000Z', ...more },
})
const aCart = (...lines: object[]) =>
  cart.parse({
    ...{ version: 1, currency: 'JPY', locale: 'ja', codes: [], units: 2, reminder: false, lines },
    ...{ subtotal: yen(1980), createdAt: '2026-11-20T01:00:00.000Z', updatedAt: '2026-11-20T01:00:00.000Z' },
  })

describe('the page of a cart', () => {
  it('shows what is in it, and what has changed', () => {
    const changed = [
      { kind: 'price', from: yen(800), to: yen(990) },
      { kind: 'stock', available: 1 },
    ]
    const page = renderCartPage(aCart(line('BOOK', { changes: changed })), 'en').html
    expect(page).toContain('The &lt;BOOK&gt; × 2')
    expect(page).toContain('The price has changed: it was ¥800.')
    expect(page).toContain('There are 1 left.')
    expect(page).toContain('¥1,980')
  })

  it('shows a line that is not sold any more without a price', () => {
    const page = renderCartPage(
      aCart(line('PEN', { name: undefined, subtotal: undefined, changes: [{ kind: 'withdrawn' }] })),
      'en',
    ).html
    expect(page).toContain('PEN × 2<br><small>It is not sold any more.</small></span><span>–</span>')
  })

  it.each(LANGUAGES)('says in %s where there is no cart, and where there is nothing in it', (language) => {
    const pages = [renderNoCartPage(language).html, renderCartPage(aCart(), language).html]
    expect(new Set(pages).size).toBe(2)
    for (const page of pages) expect(page).toContain(`<html lang="${language}">`)
  })
})
