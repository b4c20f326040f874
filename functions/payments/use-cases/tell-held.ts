import type { Held, HeldRequest } from '#shared/held.ts'
import type { PaymentRepository } from '../adapters/payment-repository.ts'
import type { Wallet, WalletRepository } from '../adapters/wallet-repository.ts'
import { makeReadPayment } from './read-payment.ts'

/** Tells what is held of the payments of orders, for who has paid, and by which names the gateway has their cards. */
export const makeTellPaymentsHeld =
  ({ payments, wallets }: { readonly payments: PaymentRepository; readonly wallets: WalletRepository }) =>
  async ({ customerId, orderIds, ofCustomer }: HeldRequest): Promise<Held> => {
    const read = makeReadPayment({ payments })
    const [wallet, ...found] = await Promise.all([
      ofCustomer ? wallets.load(customerId) : undefined,
      ...orderIds.map(read),
    ])
    return {
      ...(wallet ? { savedPaymentMethods: [nameOf(wallet)] } : {}),
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

/** The cards themselves are at the gateway alone. */
const nameOf = ({ gatewayCustomer, defaultMethodId }: Wallet) => ({
  gateway: 'stripe',
  gatewayCustomer,
  ...(defaultMethodId ? { defaultMethodId } : {}),
})
