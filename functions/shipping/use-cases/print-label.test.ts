import { expect, it } from 'vitest'
import { shipmentId } from '#shared/ids.ts'
import { labelZpl } from '../adapters/label-zpl.ts'
import { CAUSE, cancelledOrder, makeReadyWorld, packed, SHIPMENT, type World } from '../testing.ts'
import { makeLabelRequestOf } from './label-request.ts'
import { makePrintLabel } from './print-label.ts'

const printer = (world: World) =>
  makePrintLabel({
    ...world,
    labelRequestOf: makeLabelRequestOf(world),
    print: { pdf: async ({ to }) => to.join('\n'), zpl: async (label) => labelZpl(label) },
  })

it('prints sender, recipient and tracking number of a shipment, in the format asked for', async () => {
  const world = await makeReadyWorld()
  await world.shipParcels(packed())
  expect(await printer(world)(SHIPMENT, 'pdf')).toEqual({
    ok: true,
    value: '〒163-8001\n東京都新宿区西新宿2-8-1\n髙橋 花子 様',
  })
  const zpl = await printer(world)(SHIPMENT, 'zpl')
  expect(zpl.ok && zpl.value).toContain(`TRACK-${SHIPMENT.slice(-6)}`)
})

it('says that the label is not ready, and why', async () => {
  const world = await makeReadyWorld()
  world.carrier.decline('ADDRESS.VERIFY.FAILURE')
  await world.shipParcels(packed())
  expect(await printer(world)(SHIPMENT, 'pdf')).toMatchObject({
    ok: false,
    code: 'label_not_ready',
    detail: expect.stringContaining('ADDRESS.VERIFY.FAILURE'),
  })
})

it('prints nothing for a shipment that does not exist', async () => {
  const world = await makeReadyWorld()
  expect(await printer(world)(shipmentId.parse(`shp_${'9'.repeat(26)}`), 'pdf')).toMatchObject({
    code: 'not_found',
  })
})

it('prints no label that was given back', async () => {
  const world = await makeReadyWorld()
  await world.shipParcels(packed())
  await world.voidLabelByStaff({ shipmentId: SHIPMENT, reason: 'torn' }, CAUSE)
  expect(await printer(world)(SHIPMENT, 'pdf')).toMatchObject({
    code: 'label_not_ready',
    detail: expect.stringContaining('torn'),
  })
  await world.buyLabelAgain({ shipmentId: SHIPMENT }, CAUSE)
  expect(await printer(world)(SHIPMENT, 'pdf')).toMatchObject({ ok: true })
  await world.voidLabels(cancelledOrder('parcel-1'))
  expect(await printer(world)(SHIPMENT, 'pdf')).toMatchObject({ code: 'label_not_ready' })
})
