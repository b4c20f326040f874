import { findReservation, readLeft, reservationKey } from '#contexts/inventory/adapters/reservation-items.ts'
import { readLedger, readLevelsOf } from '#contexts/inventory/adapters/stock-items.ts'
import type { LedgerEntry } from '#contexts/inventory/contract/types.ts'
import { type BookedReservation, violations } from '#contexts/inventory/domain/invariants.ts'
import { type OrderId, orderId, type Sku, sku } from '#shared/ids.ts'
import type { Store } from '#shared/store/store.ts'
import { snapshot } from '../snapshot.ts'
import { type Subject, type Walk, walkAggregates } from '../subjects.ts'

/** Which open reservations hold something of a SKU: found on the way through the reservations, asked by the SKUs. */
type HeldBy = Map<Sku, Set<OrderId>>

/** Reservations first, each in its own books; then each SKU, its levels beside its ledger and those reservations. */
export const walkStock: Walk = async function* (world) {
  const began = world.clock.now().toISOString()
  const heldBy: HeldBy = new Map()
  const reservations = walkAggregates({
    ...{ context: 'inventory', kind: 'reservation', prefix: 'RESERVATION#' },
    look: async (_, { store }, id) => {
      const booked = await bookedReservation(store, orderId.parse(id))
      if (!booked) return []
      remember(heldBy, booked)
      return violations({ levels: [], ledger: [], reservations: [booked] })
    },
  })
  yield* reservations(world)
  const store = world.tables.of('inventory')
  const known = new Set<string>()
  for await (const levels of world.tables.items('inventory', { pk: 'SKU#', sk: 'LEVEL#' })) {
    const fresh = [...new Set(levels.map(({ pk }) => pk.slice('SKU#'.length)))].filter((id) => !known.has(id))
    for (const id of fresh) known.add(id)
    yield fresh.map((id): Subject => {
      const of = sku.parse(id)
      return { kind: 'SKU', id, look: () => lookAtSku(store, of, { heldBy, began }) }
    })
  }
}

async function lookAtSku(
  store: Store,
  of: Sku,
  { heldBy, began }: { heldBy: HeldBy; began: string },
): Promise<readonly string[]> {
  const [levels, ledger] = await Promise.all([readLevelsOf(store, of), wholeLedger(store, of)])
  const orders = new Set([...(heldBy.get(of) ?? []), ...ordersIn(ledger.filter(({ at }) => at >= began))])
  const reservations = await Promise.all([...orders].map((id) => bookedReservation(store, id)))
  return violations({ levels, ledger, reservations: reservations.filter((one) => one !== undefined) })
}

async function wholeLedger(store: Store, of: Sku) {
  const entries: (LedgerEntry & { readonly sku: Sku })[] = []
  let cursor: string | undefined
  do {
    const page = await readLedger(store, of, { limit: 1_000, cursor })
    entries.push(...page.items.map((entry) => ({ ...entry, sku: of })))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return entries
}

/** Orders that causes name. */
const ordersIn = (ledger: readonly LedgerEntry[]): OrderId[] =>
  ledger.flatMap(({ cause }) => orderId.safeParse(/ord_[0-9a-z]{26}/.exec(cause)?.[0]).data ?? [])

function remember(heldBy: HeldBy, { reservation, chunks, changes }: BookedReservation): void {
  if (reservation.status === 'released' || reservation.status === 'consumed') return
  for (const portion of [...chunks.flat(), ...changes])
    heldBy.set(portion.sku, (heldBy.get(portion.sku) ?? new Set()).add(reservation.orderId))
}

/** What is reserved for an order; undefined where nothing ever was. */
export async function bookedReservation(table: Store, id: OrderId): Promise<BookedReservation | undefined> {
  const { store } = await snapshot(table, reservationKey(id).pk)
  const found = await findReservation(store, id)
  if (!found) return undefined
  const changes = found.changes.flatMap(({ portions }) => portions)
  return { reservation: found.header, chunks: found.chunks, changes, left: await readLeft(store, id) }
}
