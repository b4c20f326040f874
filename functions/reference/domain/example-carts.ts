const CART = '01kagrvw8e5c9t3m6z0x4n7q2bTn0qG7cVw5sKx2Lm9RdE4A'

/** What is in the examples of carts. */
export const CART_EXAMPLES: Readonly<Record<string, unknown>> = {
  codes: ['SPRING'],
  units: 1,
  linkToken: `${CART.slice(0, 26)}1tn2q8w${CART.slice(26)}`,
  ...Object.fromEntries(
    ['createCart', 'readCart', 'putCart', 'openCart', 'readMyCart', 'putMyCart', 'mergeCart'].flatMap(
      (operation) => [
        [`${operation}.id`, CART],
        [`${operation}.lines.lineId`, 'BOOK-1'],
        [`${operation}.lines.changes`, []],
      ],
    ),
  ),
  ...Object.fromEntries(
    [
      ...['addToCart', 'putCartLine', 'removeCartLine'],
      ...['addToMyCart', 'putMyCartLine', 'removeMyCartLine'],
    ].flatMap((operation) => [
      [`${operation}.id`, CART],
      [`${operation}.lineId`, 'BOOK-1'],
      [`${operation}.line.lineId`, 'BOOK-1'],
      [`${operation}.line.changes`, []],
    ]),
  ),
  'quoteCart.totals.tax.amount': 180,
  'quoteMyCart.totals.tax.amount': 180,
  consent: true,
}
