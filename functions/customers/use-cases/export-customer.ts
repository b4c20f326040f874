import type { ordersOfCustomer } from '#contexts/orders/contract/customer-calls.ts'
import type { Ask } from '#shared/calls.ts'
import { after, type Clock, minutes } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import { type Held, opened, type TellHeld } from '#shared/held.ts'
import { type CustomerId, type ExportId, exportId, type Ids } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import { type Item, queryAll, type Store } from '#shared/store/store.ts'
import { customerKey, readCustomer } from '../adapters/customer-items.ts'
import type { ExportFiles } from '../adapters/export-files.ts'
import type { ExportItems, StoredExport } from '../adapters/export-items.ts'
import type { PersonalExport } from '../contract/privacy-operations.ts'
import { allOrdersOf, askedInTurn } from './customers-orders.ts'
import { checkFresh, type SignedInAs } from './fresh.ts'

export interface ExportDeps {
  readonly store: Store
  readonly clock: Clock
  readonly personal: Personal
  readonly ids: Pick<Ids, 'unique'>
  readonly exports: ExportItems
  readonly files: ExportFiles
  readonly askOrders: Ask<typeof ordersOfCustomer>
  /** Every other context that holds something of customers. */
  readonly askHeld: readonly Ask<TellHeld>[]
}

/** How long the link to a file is good. */
const LINK = minutes(15)

/**
 * Asks for an export, with a sign-in of lately; it is written when its event is heard. Refusals: `not_found`,
 * `sign_in_again`.
 */
export const makeRequestExport =
  ({ store, clock, ids, exports }: Pick<ExportDeps, 'store' | 'clock' | 'ids' | 'exports'>) =>
  async (who: SignedInAs, cause: Cause): Promise<Outcome<PersonalExport, 'not_found' | 'sign_in_again'>> => {
    const customerId = who.id
    if (!(await readCustomer(store, customerId))) return gone()
    const fresh = await checkFresh({ store, clock }, who)
    if (!fresh.ok) return fresh
    const id = exportId.parse(`exp_${ids.unique()}`)
    return success(
      viewOf(await exports.request({ customerId, id, requestedAt: clock.now().toISOString() }, cause)),
    )
  }

/** Reads whether an export is done, with a link to its file. Refusal: `not_found`, also for somebody else's. */
export const makeReadExport =
  ({ exports, files, clock }: Pick<ExportDeps, 'exports' | 'files' | 'clock'>) =>
  async (customerId: CustomerId, id: ExportId): Promise<Outcome<PersonalExport, 'not_found'>> => {
    const found = await exports.find(customerId, id)
    if (!found) return refuse('not_found', 'You have no such export; each is kept for a day.')
    if (found.status === 'running') return success(viewOf(found))
    const url = await files.url(customerId, id, LINK / 1_000)
    return success({ ...viewOf(found), download: { url, expiresAt: after(clock.now(), LINK) } })
  }

/**
 * Writes all that is held of a customer to a file: what customers itself has, then what every other context tells of
 * them and of their orders. Of one who was erased meanwhile nothing is written. Doing it again writes it anew.
 */
export const makeWriteExport =
  (deps: ExportDeps) =>
  async (customerId: CustomerId, id: ExportId): Promise<void> => {
    const known = await deps.exports.find(customerId, id)
    if (known?.status !== 'running' || !(await readCustomer(deps.store, customerId))) return
    const orders = await allOrdersOf(deps.askOrders, customerId)
    const told: Held[] = [await ownHeld(deps, customerId)]
    for (const [turn, ids] of askedInTurn(orders.map(({ orderId }) => orderId)).entries()) {
      const about = { customerId, orderIds: [...ids], ofCustomer: turn === 0 }
      const answers = await Promise.all(deps.askHeld.map((ask) => ask(about)))
      told.push(...answers.map(({ held }) => held))
    }
    await deps.files.write(customerId, id, { exportedAt: deps.clock.now().toISOString(), ...joined(told) })
    await deps.exports.finish(customerId, id)
  }

const joined = (told: readonly Held[]): Held => {
  const all: Record<string, unknown[]> = {}
  for (const held of told)
    for (const [name, values] of Object.entries(held)) all[name] = [...(all[name] ?? []), ...values]
  return all
}

/** What stands with a customer, by how its sort key begins. What guards the account is not told. */
const OWN: Readonly<Record<string, string>> = {
  HEADER: 'profile',
  ADDRESSES: 'addresses',
  'CONSENT#': 'consents',
  'SESSION#': 'signIns',
}

/** Of use to the table alone. */
const OF_THE_TABLE = new Set([
  ...['pk', 'sk', 'ttl', 'entity', 'version', 'sequence'],
  ...['emailFingerprint', 'registration'],
])

async function ownHeld({ store, personal }: ExportDeps, id: CustomerId): Promise<Held> {
  const items = await queryAll(store, { partition: customerKey(id).pk })
  const told = Object.entries(OWN).map(async ([beginning, name]) => {
    const these = items.filter(({ sk }) => sk.startsWith(beginning))
    return [name, await Promise.all(these.map((item) => opened(personal, contentOf(item))))] as const
  })
  return Object.fromEntries(await Promise.all(told))
}

const contentOf = (item: Item): object =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !OF_THE_TABLE.has(name)))

const viewOf = ({ id, status, requestedAt }: StoredExport): PersonalExport => ({ id, status, requestedAt })

const gone = () => refuse('not_found', 'There is no such customer any more.')
