import { describe, expect, test } from 'vitest'
import {
  givenCustomerWith,
  HANAKO,
  ORDER,
  OTHER,
  WHO,
} from '#contexts/customers/use-cases/testing-privacy.ts'
import { papersSubject } from '#contexts/documents/contract/held.ts'
import { headerKey } from '#contexts/orders/adapters/order-repository.ts'
import { ownWrite } from '#contexts/orders/adapters/own-orders.ts'
import { aDelivered } from '#contexts/orders/domain/decisions.fixtures.ts'
import { AUDITED } from '#lib/stacks/audit-stack.ts'
import { type OrderId, orderId } from '#shared/ids.ts'
import type { Context } from '#shared/names.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { commitAll, type Item, type Write } from '#shared/store/store.ts'
import { runAudit } from '../audit.ts'
import { erasureViolations, type KeyState } from '../erasure.ts'
import { memoryTables } from '../memory-tables.ts'
import { walkErasures } from './erasures.ts'

const LATER = orderId.parse(`ord_${'3'.repeat(26)}`)
const BEFORE = '2026-11-26T09:00:00.000Z'

/** A customer with two orders that are over, of which one has papers, in the tables of all contexts; then erased. */
async function givenErased() {
  const orders = [
    { orderId: ORDER, number: 'K7WQ2M4X' },
    { orderId: OTHER, number: 'M4XK7WQ2' },
  ]
  const customers = await givenCustomerWith(orders, [ORDER])
  const { personal, keys } = customers
  const stores = {
    customers: customers.store,
    orders: makeMemoryStore(),
    payments: makeMemoryStore(),
    checkout: makeMemoryStore(),
    notifications: makeMemoryStore(),
    documents: makeMemoryStore(),
  }
  /** What became of some keys otherwise than it should. */
  const keysNow = new Map<string, KeyState>()
  const sealedFor = (subject: string) => personal.seal(subject, WHO)
  const putInto = (context: keyof typeof stores, ...items: Item[]) =>
    commitAll(
      stores[context],
      items.map((put): Write => ({ put })),
    )
  const placed = async (id: OrderId, status: 'completed' | 'processing', placedAt = BEFORE) => {
    const order = aDelivered({ id, status, placedAt, customerId: HANAKO })
    const { pk } = headerKey(id)
    await stores.orders.commit([ownWrite(HANAKO, order)])
    await putInto(
      'orders',
      { ...headerKey(id), ...order, entity: 'order', version: 1, sequence: 0 },
      { pk, sk: 'DETAILS', people: await sealedFor(id) },
      { pk: `FIND#number:${id}`, sk: `${placedAt}#${id}` },
    )
  }
  for (const { orderId: id } of orders) {
    await placed(id, 'completed')
    await putInto('payments', { pk: `PAY#${id}`, sk: 'HEADER', customerId: HANAKO })
    await putInto(
      'documents',
      { pk: `ORDER#${id}`, sk: 'COPY', order: { seller: { email: 'shop@example.com' } } },
      { pk: `ORDER#${id}`, sk: 'BUYER', buyer: await sealedFor(papersSubject(id)) },
    )
  }
  await putInto('documents', { pk: `ORDER#${ORDER}`, sk: 'DOCUMENT#doc_1' })
  await putInto('payments', { pk: `WALLET#${HANAKO}`, sk: 'HEADER', closed: true })
  await putInto('notifications', {
    ...{ pk: `DELIVERY#${HANAKO}#welcome#x#email`, sk: 'HEADER', subjectId: HANAKO },
    providerId: '0ed7fcc4-f448@email.amazonses.com',
    postponed: { content: await sealedFor(HANAKO) },
  })
  await customers.erase()
  return { stores, keys, keysNow, putInto, placed, sealedFor }
}
type Given = Awaited<ReturnType<typeof givenErased>>

async function audited({ stores, keys, keysNow }: Given) {
  const tables = memoryTables(stores)
  const readIn = new Set<Context>()
  const report = await runAudit(
    {
      tables: {
        ...tables,
        items: (context, beginning) => {
          readIn.add(context)
          return tables.items(context, beginning)
        },
      },
      gateway: { ofOrder: async () => [], rest: async () => [] },
      isRunning: async () => false,
      keyOf: async (subject) => {
        const key = await keys.toOpen(subject)
        const state = key === 'erased' ? 'ended' : 'there'
        return keysNow.get(subject) ?? (key ? state : 'none')
      },
      clock: { now: () => new Date('2026-11-27T12:00:00Z') },
    },
    { atOnce: 4, settle: async () => undefined, walks: [walkErasures] },
  )
  return { ...report, readIn, broken: report.violations.flatMap(({ broken }) => broken) }
}

describe('of a customer who was erased', () => {
  test('nothing is wrong, wherever it is looked: what the books say names nobody', async () => {
    const report = await audited(await givenErased())
    expect(report.broken).toEqual([])
    expect(report.looked.erasure).toBe(1)
    expect([...report.readIn].toSorted()).toEqual(AUDITED.toSorted())
  })

  /** What the erasure, or whoever listens to it, could leave behind. */
  const LEFT: readonly (readonly [what: string, rule: string, leave: (given: Given) => unknown])[] = [
    [
      'their key',
      'the key of an erased customer has ended, and is never made again',
      ({ keysNow }) => keysNow.set(HANAKO, 'there'),
    ],
    [
      'nothing that keeps their key from being made again',
      'the key of an erased customer has ended, and is never made again',
      ({ keysNow }) => keysNow.set(HANAKO, 'none'),
    ],
    [
      'the key of an order',
      'no order of an erased customer has a key',
      ({ keysNow }) => keysNow.set(OTHER, 'there'),
    ],
    [
      'the key of papers that were never issued',
      'the papers of an erased customer have a key only where the law wants them kept',
      ({ keysNow }) => keysNow.set(papersSubject(OTHER), 'there'),
    ],
    [
      'what was sealed for an order',
      'nothing opens that is sealed where an erased customer is named: orders ORDER#ord_2',
      ({ keysNow }) => keysNow.set(OTHER, 'there'),
    ],
    [
      'what was sealed for somebody else beside an order',
      'nothing opens that is sealed where an erased customer is named',
      async ({ putInto, sealedFor }) =>
        putInto('notifications', {
          ...{ pk: `ORDER#${ORDER}`, sk: 'CONTACT', customer: await sealedFor('crt_1') },
        }),
    ],
    [
      'what was sealed for papers outside of these',
      'nothing opens that is sealed where an erased customer is named',
      async ({ putInto, sealedFor }) =>
        putInto('orders', {
          ...{ pk: `ORDER#${ORDER}`, sk: 'NOTE#1', words: await sealedFor(papersSubject(ORDER)) },
        }),
    ],
    [
      'what was sealed under the key of the stage, of one whose key is not known to have ended',
      'nothing opens that is sealed where an erased customer is named',
      ({ putInto }) =>
        putInto('payments', {
          ...{ pk: `PAY#${ORDER}`, sk: 'TRANSACTION#1', note: { subjectId: 'nobody', box: '1.a.b' } },
        }),
    ],
    ...(['email', 'phone', 'name'] as const).map(
      (kind) =>
        [
          `the fingerprint of the ${kind}`,
          `who says what was personal finds no order of an erased customer: ${BEFORE}#${ORDER} of ${HANAKO} is found by ${kind}`,
          ({ putInto }: Given) => putInto('orders', { pk: `FIND#${kind}:print`, sk: `${BEFORE}#${ORDER}` }),
        ] as const,
    ),
    ...(
      [
        ['the account', 'customers', { pk: `CUSTOMER#${HANAKO}`, sk: 'HEADER', id: HANAKO }],
        ['addresses', 'customers', { pk: `CUSTOMER#${HANAKO}`, sk: 'ADDRESSES' }],
        ['a session', 'customers', { pk: `CUSTOMER#${HANAKO}`, sk: 'SESSION#1' }],
        ['the second factor', 'customers', { pk: `CUSTOMER#${HANAKO}`, sk: 'TWO_FACTOR' }],
        ['the address to sign in by', 'customers', { pk: 'EMAIL#print', sk: 'OWNER', customerId: HANAKO }],
        [
          'the address that claims',
          'orders',
          { pk: 'MEMBER#email:print', sk: 'CUSTOMER', customerId: HANAKO },
        ],
        ['what the address is', 'orders', { pk: `MEMBER#${HANAKO}`, sk: 'ADDRESS', term: 'email:print' }],
        ['a cart', 'checkout', { pk: 'CART#crt_1', sk: 'HEADER', customerId: HANAKO }],
        ['what a cart told', 'checkout', { pk: 'CART#crt_1', sk: 'HISTORY#1', event: { by: HANAKO } }],
        [
          'what their own cart told',
          'checkout',
          { pk: `CART#crt_${HANAKO.slice(4)}`, sk: 'HISTORY#1', event: { by: HANAKO } },
        ],
        ['groups', 'checkout', { pk: `GROUPS#${HANAKO}`, sk: 'HEADER', groups: ['members'] }],
        ['a wish', 'notifications', { pk: 'WISHES#print', sk: 'COPY', customerId: HANAKO }],
        ['under what wishes stand', 'notifications', { pk: `WISHES_OF#${HANAKO}`, sk: 'print' }],
      ] as const
    ).map(
      ([what, context, item]) =>
        [
          what,
          `only the books name an erased customer: ${context} ${item.pk} ${item.sk}`,
          ({ putInto }: Given) => putInto(context, item),
        ] as const,
    ),
    [
      'the customer at the gateway',
      'an erased customer has no saved cards',
      ({ putInto }) =>
        putInto('payments', { pk: `WALLET#${HANAKO}`, sk: 'HEADER', gatewayCustomer: 'cus_x' }),
    ],
    ...(
      [
        ['a phone number', { phone: '090' }, '/phone'],
        ['a name', { customer: { name: WHO.name } }, '/customer/name'],
        ['a street', { to: { line1: 'Chiyoda' } }, '/to/line1'],
        ['an address of mails among words', { reason: `asked by ${WHO.email}` }, '/reason'],
        ['a name in an event', { event: { personal: { name: WHO.name } } }, '/event/personal/name'],
      ] as const
    ).map(
      ([what, attributes, path]) =>
        [
          what,
          `nothing says readably who an erased customer was: orders ORDER#${ORDER} NOTE#1 at ${path}`,
          ({ putInto }: Given) => putInto('orders', { pk: `ORDER#${ORDER}`, sk: 'NOTE#1', ...attributes }),
        ] as const,
    ),
  ]

  test.each(LEFT)('%s is found when it is left', async (_, rule, leave) => {
    const given = await givenErased()
    await leave(given)
    const { broken } = await audited(given)
    expect(broken.join('\n')).toContain(rule)
    expect(broken.join('\n')).not.toContain(WHO.name)
    expect(broken.join('\n')).not.toContain(WHO.email)
  })

  test('each rule is broken by something that is left', () => {
    const shown = erasureViolations.rules.filter((rule) => LEFT.some(([, text]) => text.startsWith(rule)))
    expect(shown).toEqual(erasureViolations.rules)
  })
})

describe('who is not erased, or an order that is not over', () => {
  test('keeps what there is of them', async () => {
    const given = await givenErased()
    const header = { pk: `ERASURE#${HANAKO}`, sk: 'HEADER' }
    await given.stores.customers.commit([
      { update: header, set: { status: 'waiting' }, remove: ['erasedAt'] },
    ])
    await given.putInto('customers', { pk: `CUSTOMER#${HANAKO}`, sk: 'HEADER', id: HANAKO })
    expect((await audited(given)).broken).toEqual([])
  })

  test('an order that came by an earlier token keeps its people until the last look', async () => {
    const given = await givenErased()
    await given.placed(LATER, 'completed', '2026-11-27T10:05:00.000Z')
    expect((await audited(given)).broken).toEqual([])
    const header = { pk: `ERASURE#${HANAKO}`, sk: 'HEADER' }
    await given.stores.customers.commit([{ update: header, remove: ['due'] }])
    expect((await audited(given)).broken.join('\n')).toContain(`that of ${LATER} is there`)
  })

  test('an order that is open keeps its people', async () => {
    const given = await givenErased()
    await given.placed(LATER, 'processing')
    expect((await audited(given)).broken).toEqual([])
  })
})
