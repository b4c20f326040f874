import type { CartId } from '#shared/ids.ts'
import { sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { causeOf, GUEST, keyed } from '#simulation/people/acts.ts'
import { orderBy } from '#simulation/people/customers.ts'
import type { World } from '#simulation/world.ts'
import type { Scenario } from '../scenario.ts'

const PLACE = { country: 'JP', region: '東京都', postalCode: '100-0001', city: '千代田区' }
const SETTINGS = { currency: currency.parse('JPY'), locale: 'ja', codes: [] }
const wanted = (name: string, quantity = 1) => ({ sku: sku.parse(name), quantity })

function told<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.detail)
  return outcome.value
}

const add = async (world: World, id: CartId, name: string, quantity = 1) => {
  const line = wanted(name, quantity)
  return told(
    await world.checkout.addToCart(id, line, { ...keyed(world, line), cause: causeOf(world, GUEST) }),
  )
}

async function version(world: World, id: CartId): Promise<number> {
  return told(await world.checkout.readCart(id)).version
}

/** Somebody fills a cart, thinks again, orders what is in it, and begins anew. */
async function shopWithCart(world: World): Promise<void> {
  const cause = causeOf(world, GUEST)
  const { id } = told(await world.checkout.createCart({ ...SETTINGS, lines: [wanted('BOOK')] }, cause))
  await add(world, id, 'SHIRT', 2)
  await add(world, id, 'PEN')
  const seen = { ifMatch: await version(world, id), cause }
  await world.checkout.putCartLine(id, wanted('SHIRT'), seen)
  await world.checkout.removeCartLine(id, sku.parse('PEN'), cause)
  await world.checkout.putCart(
    id,
    { ...SETTINGS, locale: 'en' },
    { ifMatch: await version(world, id), cause },
  )
  const quote = told(await world.checkout.quoteCart(id, { destination: PLACE }, cause))
  told(await orderBy(quote, world, { lines: [] }))
  await world.agenda.settle()
  const left = told(await world.checkout.readCart(id))
  if (left.units > 0) throw new Error(`the cart still has ${JSON.stringify(left.lines)}`)
  await add(world, id, 'BOOK')
}

export const carts: readonly Scenario[] = [
  { name: 'a cart that becomes an order', ends: ['completed'], run: shopWithCart },
]
