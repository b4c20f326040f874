import type { shipmentLabelCreated, shipmentLabelVoided } from '#contexts/shipping/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy } from '#shared/events.ts'
import { Fault, success } from '#shared/outcomes.ts'
import { decideLabel, decideLabelVoided } from '../domain/decide.ts'
import { changeFulfillmentOrder } from './change-fulfillment-order.ts'
import type { FulfillmentDeps, Told } from './ports.ts'

/**
 * A parcel got its label: `labeled` once every parcel has one.
 * A label that comes before its parcel is a fault, so that the queue delivers it again.
 */
export const makeAttachLabel =
  (deps: FulfillmentDeps) =>
  async (event: Told<typeof shipmentLabelCreated>): Promise<void> => {
    const { fulfillmentOrderId: id, parcelId, shipmentId } = event.data
    const action = { id, ifMatch: undefined, cause: causedBy(event, SYSTEM) }
    const attached = await changeFulfillmentOrder(deps, action, (state) =>
      decideLabel(state, { parcelId, shipmentId, sequence: event.sequence }),
    )
    if (!attached.ok) throw new Fault(`the label ${shipmentId} waits for its parcel: ${attached.detail}`)
  }

/** A parcel's label was given back by staff: the work is `packed` again until there is another. */
export const makeDetachLabel =
  (deps: FulfillmentDeps) =>
  async (event: Told<typeof shipmentLabelVoided>): Promise<void> => {
    const { fulfillmentOrderId: id, parcelId } = event.data
    const action = { id, ifMatch: undefined, cause: causedBy(event, SYSTEM) }
    await changeFulfillmentOrder(deps, action, (state) =>
      success(decideLabelVoided(state, { parcelId, sequence: event.sequence })),
    )
  }
