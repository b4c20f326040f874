import { makeCopies } from '#contexts/fulfillment/adapters/copies.ts'
import { makeFulfillmentOrderRepository } from '#contexts/fulfillment/adapters/fulfillment-order-repository.ts'
import { makeOrderChanges } from '#contexts/fulfillment/adapters/order-changes.ts'
import { withdrawLabel } from '#contexts/fulfillment/contract/calls.ts'
import { subscriptions } from '#contexts/fulfillment/contract/subscriptions.ts'
import { listeners } from '#contexts/fulfillment/handlers/listeners.ts'
import { makeHandOver } from '#contexts/fulfillment/use-cases/hand-over.ts'
import { makePackParcels } from '#contexts/fulfillment/use-cases/pack-parcels.ts'
import { makePickItems } from '#contexts/fulfillment/use-cases/pick-items.ts'
import {
  makeListFulfillmentOrders,
  makeReadFulfillmentOrder,
} from '#contexts/fulfillment/use-cases/read-fulfillment-orders.ts'
import { makeShortPickItems } from '#contexts/fulfillment/use-cases/short-pick-items.ts'
import { makeWithdrawLabel } from '#contexts/fulfillment/use-cases/withdraw-label.ts'
import { claimHandOver } from '#contexts/orders/contract/calls.ts'
import type { Ground } from '../ground.ts'

export function openFulfillment(ground: Ground) {
  const commit = ground.commit('fulfillment')
  const deps = {
    ...commit,
    fulfillmentOrders: makeFulfillmentOrderRepository(commit),
    orderChanges: makeOrderChanges(commit.store),
    copies: makeCopies(commit.store),
    claim: ground.ask(claimHandOver),
  }
  ground.listen({
    name: 'fulfillment.on-event',
    definitions: subscriptions,
    listeners: listeners(async () => deps),
  })
  ground.serve(withdrawLabel, makeWithdrawLabel(deps))
  return {
    deps,
    ...ground.operations('fulfillment', {
      pickItems: makePickItems(deps),
      shortPickItems: makeShortPickItems(deps),
      packParcels: makePackParcels(deps),
      handOver: makeHandOver(deps),
    }),
    readFulfillmentOrder: makeReadFulfillmentOrder(deps),
    listFulfillmentOrders: makeListFulfillmentOrders(deps),
  }
}
