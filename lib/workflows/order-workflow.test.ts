import { expect, it } from 'vitest'
import { orderWorkflow } from './order-workflow.ts'

const statesOf = (capturePolicy: 'on_delivery' | 'on_hand_over') =>
  orderWorkflow({
    ...{ functionArn: ({ name }) => name, tableName: 'orders', capturePolicy },
    deadlines: { payment: 1, review: 1, shipment: 1, delivery: 1 },
  }).States

it.each([
  ['on_hand_over', 'Look'],
  ['on_delivery', 'AwaitDelivery'],
] as const)(
  '%s: the wait for the shipment, which a cancellation ends too, leads to %s, never straight to the capture',
  (policy, next) => {
    expect(statesOf(policy)['AwaitShipment']?.['Next']).toBe(next)
  },
)
