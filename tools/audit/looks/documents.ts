import { factsIn, seriesIn } from '#contexts/documents/adapters/document-archive.ts'
import { documentKey, orderPk } from '#contexts/documents/adapters/keys.ts'
import { documentId } from '#contexts/documents/contract/types.ts'
import { type Numbered, paperViolations, seriesViolations } from '#contexts/documents/domain/invariants.ts'
import type { OrderId } from '#shared/ids.ts'
import { queryAll, type Store } from '#shared/store/store.ts'
import { type Walk, walkAggregates } from '../subjects.ts'
import type { AuditWorld } from '../world.ts'

/** Each paper beside the other papers of its order; then the series that all of them make. */
export const walkPapers: Walk = async function* (world) {
  const papers = walkAggregates({
    ...{ context: 'documents', kind: 'paper', prefix: 'DOCUMENT#' },
    look: async (_, { items }) => {
      const [paper] = items.filter(({ sk }) => sk === 'HEADER').map(factsIn)
      if (!paper) return []
      return paperViolations({ papers: await papersOf(world.tables.of('documents'), paper.orderId) })
    },
  })
  yield* papers(world)
  yield [{ kind: 'series of papers', id: 'all', look: () => lookAtSeries(world) }]
}

async function papersOf(store: Store, id: OrderId) {
  const marks = await queryAll(store, { partition: orderPk(id), sort: { beginsWith: 'DOCUMENT#' } })
  const items = await Promise.all(
    marks.map(({ sk }) => store.get(documentKey(documentId.parse(sk.slice('DOCUMENT#'.length))))),
  )
  return items.filter((item) => item !== undefined).map(factsIn)
}

async function lookAtSeries({ tables }: AuditWorld): Promise<readonly string[]> {
  const taken = new Map<string, number>()
  for await (const counters of tables.items('documents', { pk: 'SERIES#', sk: 'LAST' }))
    for (const item of counters) taken.set(...seriesIn(item))
  const papers: Numbered[] = []
  for await (const page of tables.items('documents', { pk: 'DOCUMENT#', sk: 'HEADER' }))
    for (const item of page) {
      const { seller, kind, issuedOn, number } = factsIn(item)
      papers.push({ seller, kind, issuedOn, number })
    }
  return seriesViolations({ papers, taken })
}
