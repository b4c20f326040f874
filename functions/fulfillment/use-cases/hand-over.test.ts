import { beforeEach, describe, expect, it } from 'vitest'
import { BOOK, TEE, WORK } from './test-events.ts'
import { BOX, makeWorld, type World } from './test-world.ts'

let world: World
beforeEach(async () => {
  world = makeWorld()
  await world.confirmed()
})

const types = () => world.events().map(({ type }) => type)
const pickedAndPacked = async (parcels = [BOX]) => {
  await world.pickAll()
  await world.pack(parcels)
}

describe('a label', () => {
  const twoBoxes = [
    { ...BOX, lines: [{ sku: BOOK, quantity: 2 }] },
    { ...BOX, lines: [{ sku: TEE, quantity: 1 }] },
  ]

  it('makes it labeled once every parcel has one', async () => {
    await pickedAndPacked(twoBoxes)
    await world.labelCreated(2)
    expect(await world.read()).toMatchObject({
      status: 'packed',
      parcels: [{}, { shipmentId: expect.any(String) }],
    })
    await world.labelCreated(1)
    expect(await world.read()).toMatchObject({ status: 'labeled', availableActions: ['hand-over'] })
    expect(types().filter((type) => type === 'fulfillment_order.labeled')).toHaveLength(1)
  })

  it('counts once when it comes again, and both when two come at once', async () => {
    await pickedAndPacked(twoBoxes)
    await Promise.all([world.labelCreated(1), world.labelCreated(1), world.labelCreated(2)])
    expect((await world.read()).status).toBe('labeled')
    expect(types().filter((type) => type === 'fulfillment_order.labeled')).toHaveLength(1)
  })

  it('is delivered again where it comes before its parcel', async () => {
    await expect(world.labelCreated(1)).rejects.toThrow(/waits for its parcel/)
    await expect(makeWorld().labelCreated(1)).rejects.toThrow(/waits for its parcel/)
  })

  it('changes nothing of what has left, where it was given back and bought again meanwhile', async () => {
    await pickedAndPacked()
    await world.labelCreated(1)
    await world.handOver()
    await world.labelVoided(1, 2)
    await world.labelCreated(1, 3)
    expect((await world.read()).status).toBe('handed_over')
  })

  it('changes nothing of cancelled work', async () => {
    await pickedAndPacked()
    await world.cancelling()
    await world.labelCreated(1)
    expect((await world.read()).status).toBe('cancelled')
  })
})

describe('a label that is about to be given back', () => {
  const WITHDRAWN = { outcome: 'withdrawn' }

  it('keeps the parcel here until it has another, whatever is heard late', async () => {
    await pickedAndPacked()
    await world.labelCreated(1)
    expect(await world.withdrawLabel(1, 1)).toEqual(WITHDRAWN)
    await world.labelCreated(1)
    expect(await world.read()).toMatchObject({ status: 'packed' })
    expect(await world.handOver()).toMatchObject({ ok: false, code: 'label_not_ready' })
    await world.labelVoided(1, 2)
    await world.labelCreated(1, 3)
    expect(await world.handOver()).toMatchObject({ ok: true, value: { status: 'handed_over' } })
  })

  it('is withdrawn before its making is heard of', async () => {
    await pickedAndPacked()
    expect(await world.withdrawLabel(1, 1)).toEqual(WITHDRAWN)
    await world.labelCreated(1)
    expect(await world.read()).toMatchObject({ status: 'packed' })
  })

  it('is withdrawn once, and put back where the carrier has scanned its parcel', async () => {
    await pickedAndPacked()
    await world.labelCreated(1)
    expect(await world.withdrawLabel(1, 1)).toEqual(WITHDRAWN)
    const { version } = await world.read()
    expect(await world.withdrawLabel(1, 1)).toEqual(WITHDRAWN)
    expect(await world.read()).toMatchObject({ version })
    await world.labelCreated(1, 2)
    expect(await world.read()).toMatchObject({ status: 'labeled' })
  })

  it('is not mistaken for the one that was bought after it', async () => {
    await pickedAndPacked()
    await world.labelCreated(1, 3)
    expect(await world.withdrawLabel(1, 1)).toEqual(WITHDRAWN)
    expect(await world.read()).toMatchObject({ status: 'labeled' })
  })

  it('stays where its parcel has left; of cancelled work it changes nothing', async () => {
    await pickedAndPacked()
    await world.labelCreated(1)
    await world.handOver()
    expect(await world.withdrawLabel(1, 1)).toEqual({ outcome: 'handed_over' })
    world = makeWorld()
    await world.confirmed()
    await pickedAndPacked()
    await world.cancelling()
    expect(await world.withdrawLabel(1, 1)).toEqual(WITHDRAWN)
    expect((await world.read()).status).toBe('cancelled')
    await expect(makeWorld().withdrawLabel(1, 1)).rejects.toThrow(/cannot be withdrawn/)
  })

  it('or the hand-over comes first, never both', async () => {
    for (let round = 0; round < 50; round += 1) {
      world = makeWorld()
      await world.confirmed()
      await pickedAndPacked()
      await world.labelCreated(1)
      const [{ outcome }, left] = await Promise.all([world.withdrawLabel(1, 1), world.handOver()])
      expect(left.ok).toBe(outcome === 'handed_over')
    }
  })
})

describe('handing over', () => {
  it('happens with the order’s word for it, and a repeat answers the same', async () => {
    await pickedAndPacked()
    await world.labelCreated(1)
    const first = await world.handOver()
    expect(first).toMatchObject({ ok: true, value: { status: 'handed_over', availableActions: [] } })
    expect(await world.handOver()).toEqual(first)
    expect(world.claims).toEqual([WORK])
    expect(types().at(-1)).toBe('fulfillment_order.handed_over')
  })

  it('is refused before every parcel has its label, without binding the order', async () => {
    for (const step of [async () => undefined, world.pickAll, () => world.pack()]) {
      await step()
      expect(await world.handOver()).toMatchObject({ ok: false, code: 'label_not_ready' })
    }
    expect(world.claims).toEqual([])
  })

  it('is refused where the order says no, with its reason', async () => {
    await pickedAndPacked()
    await world.labelCreated(1)
    world.arbiter.answer = { outcome: 'refused', reason: 'The order is cancelling.' }
    const refused = await world.handOver()
    expect(refused).toMatchObject({ ok: false, code: 'not_shippable' })
    expect(refused.ok ? '' : refused.detail).toContain('The order is cancelling.')
    expect((await world.read()).status).toBe('labeled')
  })

  it('asks again where it failed after the claim', async () => {
    await pickedAndPacked()
    await world.labelCreated(1)
    const { claim } = world.deps
    let calls = 0
    Object.assign(world.deps, {
      async claim(request: Parameters<typeof claim>[0]) {
        const answer = await claim(request)
        calls += 1
        if (calls === 1) throw new Error('the connection was lost')
        return answer
      },
    })
    await expect(world.handOver()).rejects.toThrow('the connection was lost')
    expect(await world.handOver()).toMatchObject({ ok: true, value: { status: 'handed_over' } })
  })

  it('does not bind the order for who has seen an older version', async () => {
    await pickedAndPacked()
    await world.labelCreated(1)
    expect(await world.handOver(1)).toMatchObject({ ok: false, code: 'precondition_failed' })
    expect(world.claims).toEqual([])
  })

  it('never leaves with a cancellation that won, nor is cancelled after a claim that won', async () => {
    for (const cancelWins of [true, false]) {
      world = makeWorld()
      await world.confirmed()
      await pickedAndPacked()
      await world.labelCreated(1)
      if (cancelWins) world.arbiter.answer = { outcome: 'refused', reason: 'The order is cancelling.' }
      // The order is the arbiter: its cancellation is announced only where no claim came before.
      await Promise.all([world.handOver(), ...(cancelWins ? [world.cancelling()] : [])])
      expect((await world.read()).status).toBe(cancelWins ? 'cancelled' : 'handed_over')
      expect(world.claims).toHaveLength(cancelWins ? 0 : 1)
    }
  })
})
