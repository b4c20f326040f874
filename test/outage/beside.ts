import { readBaskets } from '#contexts/insights/adapters/basket-items.ts'
import { dayOf } from '#contexts/insights/domain/days.ts'
import type { AccountKind } from '#contexts/notifications/domain/kinds.ts'
import type { CustomerId, ExportId } from '#shared/ids.ts'
import { register, signIn } from '#simulation/people/accounts.ts'
import { causeOf } from '#simulation/people/acts.ts'
import { quoted } from '#simulation/people/customers.ts'
import { FILE, putProduct } from '#simulation/people/merchants.ts'
import type { House, Placed } from './house.ts'

/** What people do beside ordering: whoever was answered is to be served as whoever ordered. */
export interface Beside {
  /** Guests who registered after they had ordered, and the copy of their data that they asked for, if they could. */
  readonly members: { readonly id: CustomerId; readonly email: string; exportId?: ExportId }[]
  /** Products that were put on sale. */
  readonly products: { readonly sku: string; readonly yen: number }[]
}

/** What was wanted, and what is. */
export interface Count {
  readonly what: string
  readonly wanted: number
  readonly is: number
}

/** Where the context that they ask is down, nothing was taken, and so nothing can be lost. */
const unlessDown = <T>(act: () => Promise<T>): Promise<T | undefined> => act().catch(() => undefined)

/** A guest who has ordered registers and wants to know what is held of them; a merchant puts a product on sale. */
export async function goOnBeside({ world, beside }: House, { email }: Placed): Promise<void> {
  const who = await unlessDown(async () => {
    await register(world, email)
    return signIn(world, { email })
  })
  if (who) {
    const asked = await unlessDown(() =>
      world.customers.requestMyExport(who, causeOf(world, { kind: 'customer', id: who.id })),
    )
    beside.members.push({ id: who.id, email, ...(asked?.ok ? { exportId: asked.value.id } : {}) })
  }
  const sku = `NEW-${beside.products.length + 1}`
  const yen = 1_000 + beside.products.length
  const put = await unlessDown(() =>
    putProduct(world, sku, { ...FILE, prices: [{ amount: yen, currency: 'JPY' }] }),
  )
  if (put?.ok) beside.products.push({ sku, yen })
}

/** Counted at the post, the customers' own orders, the price that is quoted, and what recommendations are learned from. */
export async function countsBeside(house: House, completed: readonly Placed[]): Promise<Count[]> {
  const members = await Promise.all(house.beside.members.map((member) => countsOfMember(house, member)))
  const products = await Promise.all(house.beside.products.map((product) => countsOfProduct(house, product)))
  return [...members.flat(), ...products.flat(), await basketsLearned(house, completed)]
}

const ACCOUNT_MAILS: readonly AccountKind[] = ['registration_code', 'welcome', 'account_exists']

async function countsOfMember(
  { world, placed }: House,
  { id, email, exportId }: Beside['members'][number],
): Promise<Count[]> {
  const mails = world.outside.post.letters().filter(({ channel, to }) => channel === 'email' && to === email)
  const ordered = placed.filter((one) => one.email === email)
  const orders = await Promise.all(ordered.map((one) => world.orders.deps.orders.load(one.id)))
  const found = exportId && (await world.customers.readMyExport(id, exportId))
  return [
    ...ACCOUNT_MAILS.map((kind) => ({
      what: `mails "${kind}" to ${email}`,
      wanted: 1,
      is: mails.reduce((sum, mail) => sum + (mail.kind === kind ? mail.copies : 0), 0),
    })),
    {
      what: `orders of ${email} that are under their account`,
      wanted: ordered.length,
      is: orders.filter((order) => order?.customerId === id).length,
    },
    {
      what: `copies of what is held of ${email}`,
      wanted: exportId ? 1 : 0,
      is: found?.ok && found.value.status === 'done' ? 1 : 0,
    },
  ]
}

async function countsOfProduct({ world }: House, { sku, yen }: Beside['products'][number]): Promise<Count[]> {
  const offer = await quoted(world, { lines: [{ sku, quantity: 1 }] })
  const price = offer.ok ? offer.value.lines.map(({ unitPrice }) => unitPrice.amount) : []
  return [{ what: `yen that ${sku} is quoted at`, wanted: yen, is: price[0] ?? 0 }]
}

async function basketsLearned({ world, opened }: House, completed: readonly Placed[]): Promise<Count> {
  const { store } = world.insights.deps
  const baskets = await Array.fromAsync(readBaskets(store, dayOf(opened), dayOf(world.clock.now())))
  return {
    what: 'baskets that recommendations are learned from',
    wanted: completed.length,
    is: baskets.length,
  }
}
