import { type CustomerId, customerId, makeIds, orderId } from '#shared/ids.ts'
import { makeMemoryObjects } from '#shared/memory-objects.ts'
import { Fault } from '#shared/outcomes.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeMemoryKeys, makeTestPersonal } from '#shared/testing-personal.ts'
import { claimEmail, customerKey } from '../adapters/customer-items.ts'
import { makeErasures } from '../adapters/erasure-items.ts'
import { makeExportFiles } from '../adapters/export-files.ts'
import { makeExportItems } from '../adapters/export-items.ts'
import { keepSession } from '../adapters/session-items.ts'
import { ALL_NOTIFICATIONS, NO_CONSENTS } from '../contract/choices.ts'
import { verificationId } from '../contract/verifications.ts'
import type { CustomersOrder } from './customers-orders.ts'
import { makeAskErasure, makeEraseDue } from './erase-customer.ts'
import { makeReadExport, makeRequestExport, makeWriteExport } from './export-customer.ts'

export const HANAKO = customerId.parse(`cus_${'1'.repeat(26)}`)
export const WHO = { name: '山田 花子', email: 'hanako@example.com' }
export const ORDER = orderId.parse(`ord_${'1'.repeat(26)}`)
export const OTHER = orderId.parse(`ord_${'2'.repeat(26)}`)

export const REGISTRATION = verificationId.parse(`vrf_${'1'.repeat(26)}`)
export const SESSION = '00000000-0000-4000-8000-000000000001'
const CAUSE = { correlationId: 'c', causationId: 'c', actor: { kind: 'customer', id: HANAKO } } as const

/** A customer with orders, and the contexts that are asked about them. */
export async function givenCustomerWith(orders: readonly CustomersOrder[], papersOf: readonly string[] = []) {
  const store = makeMemoryStore()
  const keys = makeMemoryKeys()
  const personal = makeTestPersonal(keys)
  let now = new Date('2026-11-27T10:00:00.000Z')
  const clock = { now: () => now }
  const objects = makeMemoryObjects(clock)
  const world = { orders, forgotten: [] as string[], removed: [] as string[], fails: '' }
  const failing = (what: string) => {
    if (world.fails === what) throw new Fault(`${what} is down`)
  }
  const commit = { store, clock, ids: makeIds(), personal }
  await store.commit([
    {
      put: {
        ...customerKey(HANAKO),
        ...{
          id: HANAKO,
          registration: REGISTRATION,
          registeredAt: now.toISOString(),
          locale: 'ja',
          emailFingerprint: 'print',
        },
        ...{ person: await personal.seal(HANAKO, WHO), version: 1, sequence: 1 },
        ...{ consents: NO_CONSENTS, notifications: ALL_NOTIFICATIONS },
      },
    },
    {
      put: {
        ...customerKey(HANAKO),
        sk: 'ADDRESSES',
        addresses: await personal.seal(HANAKO, ['Chiyoda 1-1']),
      },
    },
    { put: { ...customerKey(HANAKO), sk: 'TWO_FACTOR', secret: await personal.seal(HANAKO, 'GEZDGNBV') } },
    { put: { ...customerKey(HANAKO), sk: 'CONSENT#1', purpose: 'marketing', granted: true } },
    claimEmail('print', HANAKO),
  ])
  const signIn = async () =>
    keepSession(store, HANAKO, {
      ...{ id: SESSION, startedAt: now.toISOString(), lastUsedAt: now.toISOString() },
      device: await personal.seal(HANAKO, 'a browser'),
    })
  await signIn()
  const deps = {
    ...commit,
    keys,
    pool: {
      async remove(id: CustomerId) {
        failing('pool')
        world.removed.push(id)
      },
    },
    erasures: makeErasures(commit),
    exports: makeExportItems(commit),
    files: makeExportFiles(objects),
    askOrders: async () => ({ orders: [...world.orders], more: false }),
    askForget: async ({ orderIds }: { orderIds: string[] }) => {
      failing('orders')
      world.forgotten.push(...orderIds)
      return { outcome: 'forgotten' as const }
    },
    askPapers: async ({ orderIds }: { orderIds: string[] }) => ({
      held: {
        documents: orderIds
          .filter((id) => papersOf.includes(id))
          .map((id) => ({ orderId: id, number: 'INV-1' })),
      },
    }),
    askHeld: [
      async ({ orderIds }: { orderIds: string[] }) => ({ held: { orders: orderIds.map((id) => ({ id })) } }),
      async () => ({ held: { messages: [{ kind: 'confirmation' }] } }),
      async ({ ofCustomer }: { ofCustomer?: boolean | undefined }) => ({
        held: ofCustomer ? { groups: ['staff'] } : {},
      }),
    ],
  }
  const [erase, eraseDue] = [makeAskErasure(deps), makeEraseDue(deps)]
  const [request, read, write] = [makeRequestExport(deps), makeReadExport(deps), makeWriteExport(deps)]
  return {
    ...{ world, store, keys, personal, objects, eraseDue },
    erase: () => erase({ id: HANAKO, session: SESSION }, CAUSE),
    requestExport: () => request({ id: HANAKO, session: SESSION }, CAUSE),
    signIn,
    readExport: read,
    writeExport: write,
    setTime(time: string) {
      now = new Date(`2026-11-27T${time}Z`)
    },
  }
}
