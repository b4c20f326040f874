import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CARD_IN_PARTS } from '#support/fake-gateway.ts'
import { givenPayments } from '#support/payments-world.ts'

/** 3,300 yen are held of a card that can be captured in parts. */
async function givenHeldInParts(wiring: Parameters<typeof givenPayments>[0] = {}) {
  const world = givenPayments(wiring)
  await world.authorize(CARD_IN_PARTS)
  return world
}

type World = ReturnType<typeof givenPayments>
const gatewayHas = (world: World) =>
  world.gateway.payments().map(({ state, captured }) => ({ state, captured }))

describe('capturing in parts', () => {
  it('takes what is due and was not taken before; the last capture lets go of the rest', async () => {
    const world = await givenHeldInParts()
    expect(await world.capturePart(1_000)).toMatchObject({
      outcome: 'captured',
      payment: { status: 'partially_captured', inParts: true, captured: 1_000, held: 2_300 },
    })
    await world.capturePart(2_500)
    expect(gatewayHas(world)).toEqual([{ state: 'partly_captured', captured: 2_500 }])
    const last = await world.capture(3_000)
    expect(last.payment).toMatchObject({ status: 'captured', captured: 3_000 })
    expect(last.payment.held).toBeUndefined()
    expect(gatewayHas(world)).toEqual([{ state: 'captured', captured: 3_000 }])
    expect(world.events()).toEqual([
      'payment.authorized',
      'payment.captured',
      'payment.captured',
      'payment.captured',
    ])
    expect(await world.broken()).toEqual([])
  })

  it('takes nothing a second time, and never goes back', async () => {
    const world = await givenHeldInParts()
    const first = await world.capturePart(1_000)
    expect(await world.capturePart(1_000)).toEqual(first)
    expect(await world.capturePart(400)).toEqual(first)
    expect(gatewayHas(world)).toEqual([{ state: 'partly_captured', captured: 1_000 }])
  })

  it('lets go of the rest where nothing more is due', async () => {
    const world = await givenHeldInParts()
    await world.capturePart(1_000)
    expect(await world.capture(1_000)).toMatchObject({ payment: { status: 'captured', captured: 1_000 } })
    expect(gatewayHas(world)).toEqual([{ state: 'captured', captured: 1_000 }])
    expect(await world.broken()).toEqual([])
  })

  it('is over with the part that takes all that is held', async () => {
    const world = await givenHeldInParts()
    await world.capturePart(1_000)
    expect(await world.capturePart(3_300)).toMatchObject({ payment: { status: 'captured', captured: 3_300 } })
    expect(gatewayHas(world)).toEqual([{ state: 'captured', captured: 3_300 }])
  })

  it('waits for the last capture where the card allows one only', async () => {
    const world = givenPayments()
    await world.authorize()
    expect(await world.capturePart(1_000)).toMatchObject({
      outcome: 'not_due',
      payment: { status: 'authorized', captured: 0 },
    })
    expect(await world.capture(3_000)).toMatchObject({ outcome: 'captured', payment: { captured: 3_000 } })
  })

  it('takes every part once, when parts are asked for at the same time', async () => {
    const world = await givenHeldInParts()
    await Promise.all([world.capturePart(1_000), world.capturePart(1_000), world.capturePart(2_500)])
    expect(gatewayHas(world)).toEqual([{ state: 'partly_captured', captured: 2_500 }])
    expect(await world.broken()).toEqual([])
  })

  it('finds a part whose reply was lost, and takes what is still missing', async () => {
    let lose = true
    const world = await givenHeldInParts({
      gateway: (real) => ({
        ...real,
        capture: async (ask) => {
          const reply = await real.capture(ask)
          if (lose) throw new Error('the reply is lost')
          return reply
        },
      }),
    })
    await expect(world.capturePart(1_000)).rejects.toThrow('lost')
    lose = false
    expect(await world.capture(2_500)).toMatchObject({ payment: { status: 'captured', captured: 2_500 } })
    expect(await world.broken()).toEqual([])
  })

  it('learns nothing from webhooks that are older than what it knows', async () => {
    const world = await givenHeldInParts()
    const held = (await world.gateway.retrieve('pi_1')) ?? expect.fail('the gateway lost it')
    await world.capturePart(1_000)
    const part = (await world.gateway.retrieve('pi_1')) ?? expect.fail('the gateway lost it')
    await world.capturePart(2_000)
    const before = await world.payment()
    for (const object of [held, part]) await world.webhook({ about: 'payment', object })
    expect(await world.payment()).toEqual(before)
    await world.capture(2_000)
    const after = await world.payment()
    for (const object of [held, part]) await world.webhook({ about: 'payment', object })
    expect(await world.payment()).toEqual(after)
  })

  it('is over where the gateway ends the authorization by itself: what was taken stays', async () => {
    const world = await givenHeldInParts()
    await world.capturePart(1_000)
    const object = world.gateway.change('pi_1', { state: 'captured' })
    await world.webhook({ about: 'payment', object })
    expect(await world.payment()).toMatchObject({ status: 'captured', captured: 1_000, authorized: 3_300 })
    expect(await world.capture(3_300)).toMatchObject({ payment: { captured: 1_000 } })
    expect(await world.broken()).toEqual([])
  })

  it('is undone whole: what is held is let go, what was taken is given back', async () => {
    const world = await givenHeldInParts()
    await world.capturePart(1_000)
    expect(await world.void()).toMatchObject({
      outcome: 'voided',
      payment: { captured: 1_000, refunded: 1_000 },
    })
    expect(gatewayHas(world)).toEqual([{ state: 'captured', captured: 1_000 }])
    expect(await world.capturePart(2_000)).toMatchObject({ payment: { captured: 1_000 } })
    expect(await world.broken()).toEqual([])
  })

  it('keeps the sums with refunds in between, and their status', async () => {
    const world = await givenHeldInParts()
    await world.capturePart(1_000)
    expect(await world.refund(1_001)).toMatchObject({ outcome: 'refused' })
    expect(await world.refund(1_000)).toMatchObject({ payment: { status: 'refunded', held: 2_300 } })
    expect(await world.capturePart(2_000)).toMatchObject({
      payment: { status: 'partially_refunded', captured: 2_000, held: 1_300 },
    })
    await world.capture(3_300)
    expect(await world.payment()).toMatchObject({ captured: 3_300, refunded: 1_000 })
    expect(await world.broken()).toEqual([])
  })

  it('takes in all what is due at the end, whatever the parts, their order and what gets lost', async () => {
    const part = fc.record({ due: fc.integer({ min: 0, max: 3_300 }), lost: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 6 }),
        fc.integer({ min: 1, max: 3_300 }),
        async (parts, due) => {
          let lost = false
          const world = await givenHeldInParts({
            gateway: (real) => ({
              ...real,
              capture: async (ask) => {
                const reply = await real.capture(ask)
                if (lost) throw new Error('the reply is lost')
                return reply
              },
            }),
          })
          let reached = 0
          for (const one of parts) {
            lost = one.lost
            reached = Math.max(reached, one.due)
            await world.capturePart(one.due).catch(() => undefined)
            expect((await world.payment())?.captured).toBeLessThanOrEqual(reached)
          }
          lost = false
          await world.capture(due)
          expect(await world.broken()).toEqual([])
          expect(gatewayHas(world)).toEqual([{ state: 'captured', captured: Math.max(reached, due) }])
        },
      ),
      { numRuns: 200 },
    )
  })
})
