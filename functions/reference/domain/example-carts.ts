const CART = '01kagrvw8e5c9t3m6z0x4n7q2bTn0qG7cVw5sKx2Lm9RdE4A'

/** What is in the examples of carts. */
export const CART_EXAMPLES: Readonly<Record<string, unknown>> = {
  codes: ['SPRING'],
  units: 1,
  ...Object.fromEntries(
    ['createCart', 'readCart', 'putCart'].flatMap((operation) => [
      [`${operation}.id`, CART],
      [`${operation}.lines.lineId`, 'BOOK-1'],
      [`${operation}.lines.changes`, []],
    ]),
  ),
  ...Object.fromEntries(
    ['addToCart', 'putCartLine', 'removeCartLine', 'quoteCart'].flatMap((operation) => [
      [`${operation}.id`, CART],
      [`${operation}.lineId`, 'BOOK-1'],
      [`${operation}.line.lineId`, 'BOOK-1'],
      [`${operation}.line.changes`, []],
    ]),
  ),
  'quoteCart.id': 'qte_01kagrvw8e5c9t3m6z0x4n7q2b',
  'quoteCart.totals.tax.amount': 180,
}
