import { describe, expect, it } from 'vitest'
import type { OrderId } from '#shared/ids.ts'
import { causeOf, GUEST, STAFF } from './people/acts.ts'
import { ADDRESS, ordered } from './people/customers.ts'
import { openShop, SMALL_SHOP } from './people/merchants.ts'
import { workOn } from './people/warehouse.ts'
import { violations } from './violations.ts'
import { makeWorld, type World } from './world.ts'

const B = { ...ADDRESS, line1: '千代田2-2' }
const C = { ...ADDRESS, line1: '千代田3-3' }

async function givenOrder(options: Parameters<typeof makeWorld>[0] = {}) {
  const world = makeWorld(options)
  await openShop(world, SMALL_SHOP)
  const id = await ordered(world, { lines: [{ sku: 'BOOK', quantity: 1 }] })
  await world.agenda.settle()
  return { world, id }
}

const correct = (world: World, id: OrderId, shippingAddress: typeof ADDRESS) =>
  world.orders.correctAddress({ id, shippingAddress, cause: causeOf(world, GUEST) })

async function correctInTurn(world: World, id: OrderId, ...addresses: (typeof ADDRESS)[]): Promise<void> {
  for (const address of addresses) {
    expect(await correct(world, id, address)).toMatchObject({ ok: true })
    await world.agenda.settle()
  }
}

/** It is picked and packed: its label is bought. */
async function label(world: World, id: OrderId): Promise<void> {
  for (const _ of ['picked', 'packed']) {
    await workOn(world, id)
    await world.agenda.settle()
  }
}

async function voidLabels(world: World, id: OrderId): Promise<void> {
  const { shipments } = await world.orders.deps.orders.logistics(id)
  for (const { shipmentId } of shipments)
    await world.shipping.voidShipmentLabel({ shipmentId, reason: 'moved' }, causeOf(world, STAFF))
  await world.agenda.settle()
}

const streets = (world: World) =>
  world.outside.carrier
    .consigned()
    .flatMap(({ request, label, voided }) => (label && !voided ? [request.to.line1] : []))

const expectSound = async (world: World) => expect(await violations(world, { quiet: true })).toEqual([])

describe('an order whose address is corrected', () => {
  it('has its label made for the last address, also where that is an earlier one', async () => {
    const { world, id } = await givenOrder()
    await correctInTurn(world, id, B, C, B)
    await label(world, id)
    expect(streets(world)).toEqual([B.line1])
    await expectSound(world)
  })

  it('does not go back to an earlier address once its label is made', async () => {
    const { world, id } = await givenOrder()
    await correctInTurn(world, id, B, C)
    await label(world, id)
    expect(await correct(world, id, B)).toMatchObject({ ok: false, code: 'label_exists' })
    expect(streets(world)).toEqual([C.line1])
    await expectSound(world)
  })

  it('can be corrected after all once staff have voided its label', async () => {
    const { world, id } = await givenOrder()
    await label(world, id)
    expect(await correct(world, id, B)).toMatchObject({ ok: false, code: 'label_exists' })
    await voidLabels(world, id)
    await correctInTurn(world, id, B)
    const { shipments } = await world.orders.deps.orders.logistics(id)
    for (const { shipmentId } of shipments)
      await world.shipping.buyShipmentLabel({ shipmentId }, causeOf(world, STAFF))
    await world.agenda.settle()
    expect(streets(world)).toEqual([B.line1])
    await expectSound(world)
  })

  it('goes where the order says after two corrections at once, whoever is faster', async () => {
    const winners = new Set<string | undefined>()
    for (let seed = 1; seed <= 20; seed += 1) {
      const { world, id } = await givenOrder({ seed, order: 'interleaved' })
      const answers = await world.agenda.together(
        'somebody corrects the address',
        [B, C].map((address) => () => correct(world, id, address)),
      )
      expect(answers).toMatchObject([{ ok: true }, { ok: true }])
      await world.agenda.settle()
      await label(world, id)
      winners.add(streets(world)[0])
      await expectSound(world)
    }
    expect([...winners].toSorted()).toEqual([B.line1, C.line1])
  })
})
