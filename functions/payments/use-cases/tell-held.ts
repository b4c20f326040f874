import type { Held, HeldRequest } from '#shared/held.ts'
import type { PaymentRepository } from '../adapters/payment-repository.ts'
import { makeReadPayment } from './read-payment.ts'

/** Tells what is held of the payments of orders, for who has paid. */
export const makeTellPaymentsHeld =
  ({ payments }: { readonly payments: PaymentRepository }) =>
  async ({ orderIds }: HeldRequest): Promise<Held> => {
    const read = makeReadPayment({ payments })
    const found = await Promise.all(orderIds.map(read))
    return {
      payments: found.flatMap((one) => {
        if (!one.ok) return []
        const {
          gatewayCode: _,
          riskLevel: _risk,
          availableActions: _acts,
          version: _version,
          ...told
        } = one.value
        return [told]
      }),
    }
  }
