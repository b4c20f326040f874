import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CarrierSandbox, startCarrierSandbox } from '#local/carrier-sandbox/sandbox.ts'
import { makeEasyPost } from '../adapters/easypost.ts'
import { makeEasyPostClient } from '../adapters/easypost-client.ts'
import { addressCorrected, CAUSE, CORRECTED, confirmed, makeWorld, ORDER, packed, tokyo } from '../testing.ts'
import { makeChangeRecipient } from './change-recipient.ts'
import { makeShipping } from './shipping.ts'

let sandbox: CarrierSandbox
beforeAll(async () => {
  sandbox = await startCarrierSandbox()
})
afterAll(() => sandbox.close())

it('an address that the carrier cannot serve is told as such, and its correction gets the parcel on its way', async () => {
  const world = makeWorld()
  const easypost = makeEasyPost(makeEasyPostClient({ baseUrl: sandbox.url, apiKey: async () => 'EZTK-test' }))
  const shipping = makeShipping({ ...world, carrierFor: () => easypost })
  await shipping.keepLocation(tokyo(), 1, CAUSE)
  await shipping.keepOrder(confirmed({ address: { line1: 'UNDELIVERABLE 2-8-1' } }))
  await shipping.shipParcels(packed())
  expect(world.announced()[0]?.data).toMatchObject({ status: 'exception', problem: { about: 'address' } })

  const recipient = await world.personal.seal(ORDER, CORRECTED)
  const correction = { orderId: ORDER, knownVersion: 0, correlationId: 'request-1', recipient }
  expect(await makeChangeRecipient(world)(correction)).toEqual({ outcome: 'changed', version: 1 })
  await shipping.retryDeclined(addressCorrected())
  expect(world.announced()[1]).toMatchObject({
    type: 'shipment.label_created',
    data: { status: 'pre_transit', service: 'TaQBin' },
  })
})
