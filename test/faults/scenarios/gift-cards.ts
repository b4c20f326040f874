import { currency, of } from '#shared/money.ts'
import { causeOf, keyed, STAFF } from '#simulation/people/acts.ts'
import type { World } from '#simulation/world.ts'
import type { Scenario } from '../scenario.ts'

const JPY = currency.parse('JPY')

/** Issues a card; its code is lost with a reply that is lost: then another is issued, as staff would. */
async function issued(world: World, amount: number): Promise<{ readonly code: string }> {
  const body = { amount: of(amount, JPY) }
  for (let tries = 0; tries < 3; tries += 1) {
    const made = await world.checkout.issueGiftCard({
      ...body,
      ...keyed(world, body),
      cause: causeOf(world, STAFF),
    })
    if (made.ok && made.value.code) return { code: made.value.code }
  }
  throw new Error('no gift card was issued that anybody has the code of')
}

export const giftCards: readonly Scenario[] = [
  {
    name: 'a gift card that is issued, looked at and voided',
    ends: [],
    people: () => undefined,
    run: async (world) => {
      const { code } = await issued(world, 5_000)
      const found = await world.checkout.readGiftCardBalance({ code })
      if (!found.ok || found.value.available.amount !== 5_000)
        throw new Error(`the balance is answered as ${JSON.stringify(found)}`)
      const body = { reason: 'lost' }
      await world.checkout.voidGiftCard({
        ...{ id: found.value.id, ...body, ...keyed(world, body) },
        cause: causeOf(world, STAFF),
      })
      const end = await world.checkout.readGiftCard(found.value.id)
      if (!end.ok || end.value.available.amount !== 0)
        throw new Error(`the card ended as ${JSON.stringify(end)}`)
    },
  },
]
