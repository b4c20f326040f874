/** What there are several of in the columns of a file. */
export interface Head {
  readonly columns: readonly string[]
  /** What follows a prefix and has no further dot, such as the languages of `name`. */
  after(prefix: string): readonly string[]
  /** The ids of attributes or options. */
  traits(kind: 'attribute' | 'option'): readonly string[]
  /** The prices that a line can have: several in a currency have ranks from 1. */
  readonly prices: readonly { readonly currency: string; readonly rank: number }[]
}

const PRICE = /^(?:price|compareAt|priceFrom|priceUntil)\.([A-Z]{3})(?:\.(\d+))?$/

/** Reads the columns once for all lines of the file. */
export function headOf(columns: readonly string[]): Head {
  const known = new Map<string, readonly string[]>()
  const kept = (key: string, find: () => readonly string[]): readonly string[] => {
    const found = known.get(key) ?? find()
    known.set(key, found)
    return found
  }
  const prices = columns.flatMap((column) => {
    const [, currency, rank = '1'] = PRICE.exec(column) ?? []
    return currency ? [{ currency, rank: Number(rank) }] : []
  })
  return {
    columns,
    prices: [...new Map(prices.map((price) => [`${price.currency}.${price.rank}`, price])).values()],
    after: (prefix) =>
      kept(prefix, () =>
        columns.flatMap((column) => {
          const rest = column.startsWith(`${prefix}.`) ? column.slice(prefix.length + 1) : ''
          return rest === '' || rest.includes('.') ? [] : [rest]
        }),
      ),
    traits: (kind) =>
      kept(`${kind}s`, () => [
        ...new Set(
          columns.flatMap((column) => {
            const [first, id] = column.split('.')
            return first === kind && id ? [id] : []
          }),
        ),
      ]),
  }
}
