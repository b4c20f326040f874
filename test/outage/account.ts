import { levelItem } from '#contexts/inventory/adapters/stock-items.ts'
import type { Kind } from '#contexts/notifications/domain/kinds.ts'
import { TERMINAL } from '#contexts/orders/domain/status.ts'
import { violations } from '#simulation/violations.ts'
import { type Count, countsBeside } from './beside.ts'
import { type House, type Placed, SHOP } from './house.ts'

/** What became of all orders that were taken. */
export interface Account {
  readonly completed: number
  /** Cancelled or rejected. */
  readonly undone: number
  /** What did not come about, in words: an order's end, its money, a mail, a paper, a unit that should have left. */
  readonly lost: string[]
  /** What came about twice: money, a mail, a paper, a unit. */
  readonly doubled: string[]
  /** What the invariants say is wrong. */
  readonly violations: string[]
}

/** Counted from outside: what the gateway holds, what the post brought, what is on the shelf. */
export async function accountOf(house: House): Promise<Account> {
  const { world, placed } = house
  const statuses = await Promise.all(
    placed.map(async (one) => ({ one, status: (await world.orders.deps.orders.load(one.id))?.status })),
  )
  const completed = statuses.flatMap(({ one, status }) => (status === 'completed' ? [one] : []))
  const open = statuses.filter(({ status }) => status === undefined || !TERMINAL.has(status))
  const counts = [
    ...(await countsBeside(house, completed)),
    ...(await Promise.all(completed.map((one) => countsOf(house, one)))).flat(),
    ...unitsGone(house, completed),
  ]
  return {
    completed: completed.length,
    undone: placed.length - completed.length - open.length,
    lost: [
      ...open.map(({ one, status = 'in no table' }) => `${one.id} is ${status}`),
      ...counts.flatMap(({ what, wanted, is }) => (is < wanted ? [`${what}: ${is} of ${wanted}`] : [])),
    ],
    doubled: counts.flatMap(({ what, wanted, is }) =>
      is > wanted ? [`${what}: ${is}, and ${wanted} wanted`] : [],
    ),
    violations: await violations(world, { quiet: true }),
  }
}

/** How a completed order's customer got what they ordered. */
export function arrivedBy({ lines }: Placed): Kind {
  if (lines.every(({ sku }) => SHOP.digital?.includes(sku))) return 'digital_delivered'
  return lines.every(({ sku }) => SHOP.giftCards?.includes(sku)) ? 'gift_card' : 'shipped'
}

/** What a completed order leaves behind with others. */
async function countsOf({ world }: House, one: Placed): Promise<Count[]> {
  const { gateway, post } = world.outside
  const payments = gateway.payments().filter(({ orderId, captured }) => orderId === one.id && captured > 0)
  const details = await world.orders.deps.orders.details(one.id)
  const mails = post.letters().filter(({ channel, to }) => channel === 'email' && to === one.email)
  const kinds: readonly Kind[] = ['confirmation', arrivedBy(one), 'delivered']
  const { items: papers } = await world.documents.listDocuments(one.id, { limit: 100 })
  return [
    {
      what: `minor units captured of ${one.id}`,
      wanted: details?.totals.total.amount ?? 0,
      is: payments.reduce((sum, { captured }) => sum + captured, 0),
    },
    ...kinds.map((kind) => ({
      what: `mails "${kind}" of ${one.id}`,
      wanted: 1,
      is: mails.reduce((sum, mail) => sum + (mail.kind === kind ? mail.copies : 0), 0),
    })),
    {
      what: `invoices of ${one.id}`,
      wanted: 1,
      is: papers.filter(({ kind }) => kind === 'invoice').length,
    },
  ]
}

/** Of each SKU, what is missing on the shelf against what was sent. */
function unitsGone({ world }: House, completed: readonly Placed[]): Count[] {
  const levels = (world.tables.get('inventory')?.all() ?? []).flatMap((item) =>
    item.pk.startsWith('SKU#') ? [levelItem.parse(item)] : [],
  )
  return Object.entries(SHOP.stock).map(([sku, received]) => ({
    what: `units of ${sku} that left`,
    wanted: completed
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0),
    is: received - levels.reduce((sum, level) => sum + (level.sku === sku ? level.onHand : 0), 0),
  }))
}
