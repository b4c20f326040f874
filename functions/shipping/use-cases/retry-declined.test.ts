import { expect, it } from 'vitest'
import { addressCorrected, CORRECTED, makeReadyWorld, ORDER, packed } from '../testing.ts'
import { makeChangeRecipient } from './change-recipient.ts'

const CORRECTION = { orderId: ORDER, knownVersion: 0, correlationId: 'request-1' }

it('buys the label for a corrected address also where its first try ended half-way', async () => {
  const world = await makeReadyWorld()
  world.carrier.decline('ADDRESS.VERIFY.FAILURE')
  await world.shipParcels(packed())
  world.carrier.decline(undefined)
  await makeChangeRecipient(world)({ ...CORRECTION, recipient: await world.personal.seal(ORDER, CORRECTED) })

  world.carrier.lose('open')
  await expect(world.retryDeclined(addressCorrected())).rejects.toThrow('the reply to open was lost')
  await world.retryDeclined(addressCorrected())
  expect(world.announced().map(({ type }) => type)).toContain('shipment.label_created')
})
