import * as z from 'zod/mini'
import { chronicleViolations } from '#shared/invariants.ts'
import type { Context } from '#shared/names.ts'
import { type Snapshot, snapshot } from './snapshot.ts'
import type { AuditWorld } from './world.ts'

/** What kinds of things have rules. */
export const KINDS = [
  'order',
  'payment',
  'reservation',
  'SKU',
  'fulfillment order',
  'shipment',
  'message',
  'paper',
  'series of papers',
  'payment at the gateway',
  'product',
  'categories',
  'search',
  'recommendations',
  'days of visitors',
  'gift card',
  'promotion',
  'cart',
  'customer',
  'erasure',
] as const
export type Kind = (typeof KINDS)[number]

/** One thing that is looked at by itself, and may be looked at again. */
export interface Subject {
  readonly kind: Kind
  readonly id: string
  /** What is wrong with it now, as `rule: figures`. */
  readonly look: () => Promise<readonly string[]>
}

/** All subjects of a kind, page by page. */
export type Walk = (world: AuditWorld) => AsyncIterable<readonly Subject[]>

/** What is wrong with what a partition holds. */
export type Look = (world: AuditWorld, found: Snapshot, id: string) => Promise<readonly string[]>

export interface Aggregates {
  readonly context: Context
  readonly kind: Kind
  /** What the partitions' names begin with; the rest is the id. */
  readonly prefix: string
  readonly look: Look
}

/** Every aggregate of a kind, each partition with its header, its history and what belongs to it. */
export const walkAggregates = ({ context, kind, prefix, look }: Aggregates): Walk =>
  async function* (world) {
    for await (const headers of world.tables.items(context, { pk: prefix, sk: 'HEADER' }))
      yield headers.map(({ pk }) => {
        const id = pk.slice(prefix.length)
        return {
          kind,
          id,
          look: async () => {
            const found = await snapshot(world.tables.of(context), pk)
            return [...chronicleOf(found, id), ...(await look(world, found, id))]
          },
        }
      })
  }

const header = z.object({ sequence: z.int() })
const event = z.object({ sequence: z.int() })

function chronicleOf({ items }: Snapshot, subject: string): readonly string[] {
  const { sequence } = header.parse(items.find(({ sk }) => sk === 'HEADER'))
  const history = items
    .filter(({ entity }) => entity === 'history')
    .map((item) => event.parse(item['event']).sequence)
  return chronicleViolations({ subject, sequence, history })
}
