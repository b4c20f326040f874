import { ofEach, rulesOf, violationsOf } from '#shared/invariants.ts'
import type { DocumentFacts } from './document.ts'
import { type Series, seriesOf } from './series.ts'

/** All papers, and how far their series have come. */
export interface Books {
  readonly papers: readonly DocumentFacts[]
  /** The last number of a series that is taken, by the series' id. */
  readonly taken: ReadonlyMap<string, number>
}

const ofPapers = rulesOf<DocumentFacts>(
  ({ number, total, lines, discount, shipping, rest, corrects }) =>
    `${number}, total ${total}: lines ${sum(lines)}, discount ${discount}, shipping ${shipping}, rest ${rest}${corrects ? `, corrects ${corrects.number}` : ''}`,
  {
    'a paper adds up': ({ lines, discount, shipping, rest, taxOnTop, taxLines, total }) =>
      sum(lines) - discount + shipping + (taxOnTop ? sum(taxLines) : 0) + rest === total,
    'the discounts of a paper add up': ({ discount, discounts = [] }) =>
      discounts.length === 0 || sum(discounts) === discount,
    'what is no invoice corrects another paper': ({ kind, corrects }) =>
      (kind === 'invoice') === (corrects === undefined),
  },
)

/** Its place in its series. */
export type Numbered = Pick<DocumentFacts, 'seller' | 'kind' | 'issuedOn' | 'number'>

interface Numbers extends Pick<Books, 'taken'> {
  readonly papers: readonly Numbered[]
}

/** What is wrong with the series of all papers; nothing, always. */
export const seriesViolations = violationsOf<Numbers>({ 'a series has no gap and no number twice': gaps })

/** What is wrong with the papers of an order, or of several; nothing, always. */
export const paperViolations = violationsOf<Pick<Books, 'papers'>>({
  ...ofEach(({ papers }) => papers, ofPapers),
  'an order has one invoice': ({ papers }) => {
    const invoiced = invoicesOf(papers).map(({ orderId }) => orderId)
    return invoiced.filter((id, index) => invoiced.indexOf(id) !== index)
  },
  'no more is given back than was charged': ({ papers }) =>
    invoicesOf(papers).flatMap(({ orderId, number, total }) => {
      const own = papers.filter((one) => one.orderId === orderId)
      const back = totalOf(own, 'credit_note') - totalOf(own, 'reversal')
      return back > total || back < 0 ? [`${number} is of ${total}, what was given back of ${back}`] : []
    }),
})

/** What is wrong with the papers; nothing, always. */
export const violations = (books: Books): string[] => [...paperViolations(books), ...seriesViolations(books)]

function gaps({ papers, taken }: Numbers): string[] {
  const bySeries = new Map<string, { series: Series; numbers: string[] }>()
  for (const { seller, kind, issuedOn, number } of papers) {
    const series = seriesOf(seller, kind, issuedOn)
    const known = bySeries.get(series.id) ?? { series, numbers: [] }
    known.numbers.push(number)
    bySeries.set(series.id, known)
  }
  return [...new Set([...bySeries.keys(), ...taken.keys()])].flatMap((id) => {
    const { series, numbers = [] } = bySeries.get(id) ?? {}
    const last = taken.get(id) ?? 0
    const wanted = Array.from({ length: last }, (_, index) => series?.numberOf(index + 1))
    const isWhole = numbers.length === last && wanted.every((number) => number && numbers.includes(number))
    return isWhole
      ? []
      : [
          `${id} has ${last} numbers taken, and ${numbers.length} papers up to ${numbers.toSorted().at(-1) ?? 'none'}`,
        ]
  })
}

const invoicesOf = (papers: readonly DocumentFacts[]) => papers.filter(({ kind }) => kind === 'invoice')

const totalOf = (papers: readonly DocumentFacts[], kind: DocumentFacts['kind']): number =>
  papers.reduce((all, one) => all + (one.kind === kind ? one.total : 0), 0)

const sum = (parts: readonly { readonly amount: number }[]): number =>
  parts.reduce((all, { amount }) => all + amount, 0)
