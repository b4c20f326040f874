import { cartOfCustomer } from '#contexts/checkout/domain/carts/customers-cart.ts'
import { days } from '#shared/clock.ts'
import { type CartId, type CustomerId, sku } from '#shared/ids.ts'
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

/** The cart of a customer. Whose reply was lost is told that there is one already, and has what they wanted. */
async function ownCart(world: World, customer: CustomerId): Promise<CartId> {
  await world.checkout.putMyCart(customer, SETTINGS, { ifMatch: undefined, cause: causeOf(world, GUEST) })
  const id = cartOfCustomer(customer)
  told(await world.checkout.readCart(id))
  return id
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
  await world.checkout.quoteCart(id, { destination: PLACE }, cause)
  await add(world, id, 'PEN')
  const quote = told(await world.checkout.quoteCart(id, { destination: PLACE }, cause))
  told(await orderBy(quote, world, { lines: [] }))
  await world.agenda.settle()
  const left = told(await world.checkout.readCart(id))
  if (left.units > 0) throw new Error(`the cart still has ${JSON.stringify(left.lines)}`)
  await add(world, id, 'BOOK')
}

/** Somebody fills a cart, goes on elsewhere, signs in, and leaves what they have. */
async function leaveCart(world: World): Promise<void> {
  const cause = causeOf(world, GUEST)
  const hanako = world.ids.customer()
  const own = await ownCart(world, hanako)
  const { id } = told(await world.checkout.createCart({ ...SETTINGS, lines: [wanted('BOOK', 2)] }, cause))
  const { token } = told(await world.checkout.linkCart(id))
  told(await world.checkout.openCart(token))
  const email = `${world.ids.unique()}@example.com`
  await world.checkout.askCartReminder(id, { email, consent: true }, cause)
  await world.checkout.forgetCartReminder(id, cause)
  told(await world.checkout.mergeCart(id, hanako, cause))
  told(await world.checkout.askCartReminder(own, { email, consent: true }, cause))
  await world.agenda.pass(days(3))
  const mails = world.outside.post.letters().filter(({ to }) => to === email)
  if (mails.length !== 1) throw new Error(`there were ${mails.length} mails about one cart`)
  await world.agenda.pass(days(61))
  if ((await world.checkout.readCart(own)).ok) throw new Error('a cart is kept that nobody has used for long')
}

/** Somebody has two carts that hold their stock, signs in, and orders all of it. */
async function mergeHeldCarts(world: World): Promise<void> {
  const cause = causeOf(world, GUEST)
  const hanako = world.ids.customer()
  const own = await ownCart(world, hanako)
  await add(world, own, 'BOOK')
  const { id } = told(await world.checkout.createCart({ ...SETTINGS, lines: [wanted('SHIRT')] }, cause))
  for (const cart of [own, id]) told(await world.checkout.quoteCart(cart, { destination: PLACE }, cause))
  told(await world.checkout.mergeCart(id, hanako, cause))
  const quote = told(await world.checkout.quoteCart(own, { destination: PLACE }, cause))
  told(await orderBy(quote, world, { lines: [] }))
  await world.agenda.settle()
  const left = told(await world.checkout.readCart(own))
  if (left.units > 0) throw new Error(`the cart still has ${JSON.stringify(left.lines)}`)
}

const HOLDING = { carts: { abandonedAfterMinutes: 24 * 60, keepDays: 60, reservationMinutes: 30 } }

export const carts: readonly Scenario[] = [
  { name: 'a cart that becomes an order', ends: ['completed'], run: shopWithCart },
  { name: 'a cart that holds its stock', stage: HOLDING, ends: ['completed'], run: shopWithCart },
  { name: 'two carts that hold their stock', stage: HOLDING, ends: ['completed'], run: mergeHeldCarts },
  { name: 'a cart that is left behind', ends: [], people: () => undefined, run: leaveCart },
]
