import type { Books as PaymentBooks } from '#contexts/payments/domain/invariants.ts'
import type { GatewayState } from '#contexts/payments/domain/observe.ts'
import { hasLiveAttempt, shareOfCard } from '#contexts/payments/domain/payment.ts'
import { rulesOf, violationsOf } from '#shared/invariants.ts'

/** What payments and the gateway itself know of the money of one order. */
export interface Ledger {
  /** Undefined while payments was not asked; `sequence` is that of its last event. */
  readonly payments: (PaymentBooks & { readonly sequence: number }) | undefined
  /** The gateway's own ledger: every payment that was made there for this order. Minor units. */
  readonly gateway: readonly GatewayEntry[]
}

export interface GatewayEntry {
  readonly id: string
  readonly state: GatewayState
  readonly amount: number
  readonly captured: number
  /** What was given back of it, and came back to nobody. */
  readonly refunded: number
}

/** What must hold after every commit, whatever is on its way. */
export const LEDGER_ALWAYS = rulesOf<Ledger>(ledgerInWords, {
  'at most one authorization is live at the gateway': ({ gateway }) =>
    gateway.filter(({ state }) => state === 'authorized').length <= 1,
  'the gateway has taken what our record says, or has begun': (ledger) => {
    const { captured, capturing } = byCard(ledger)
    const taken = total(ledger.gateway, 'captured')
    return captured <= taken && taken <= captured + capturing
  },
  'the gateway has given back at most what our record says, or has begun': (ledger) => {
    const { refunded, refunding } = byCard(ledger)
    return total(ledger.gateway, 'refunded') <= refunded + refunding
  },
})

/** What must hold besides once nothing is on its way: no call, no webhook, no retry. */
export const LEDGER_ONCE_QUIET = rulesOf<Ledger>(ledgerInWords, {
  'the ledger of the gateway is ours': (ledger) => {
    const { captured, capturing, refunded, refunding } = byCard(ledger)
    return (
      capturing === 0 &&
      refunding === 0 &&
      captured === total(ledger.gateway, 'captured') &&
      refunded === total(ledger.gateway, 'refunded')
    )
  },
  'what we take for held is held at the gateway, and nothing else is': ({ payments, gateway }) =>
    gateway.some(({ state }) => state === 'authorized') ===
    (payments?.payment.status === 'authorized' && hasLiveAttempt(payments.payment)),
})

const always = violationsOf(LEDGER_ALWAYS)
const onceQuiet = violationsOf(LEDGER_ONCE_QUIET)

/** What is wrong between our record and the gateway's; `quiet` says that nothing is on its way. */
export const ledgerViolations = (ledger: Ledger, { quiet }: { readonly quiet: boolean }): string[] => [
  ...always(ledger),
  ...(quiet ? onceQuiet(ledger) : []),
]

/** What our record says of the card: money from outside of the gateway, and of gift cards, is in no ledger of it. */
function byCard({ payments }: Ledger) {
  if (!payments || payments.payment.outside) return { captured: 0, capturing: 0, refunded: 0, refunding: 0 }
  const byHand = payments.transactions.reduce((sum, one) => sum + (one.captured ?? 0), 0)
  const { capturing } = payments.payment
  const { captured, refunded, refunding } = shareOfCard(payments.payment)
  return { captured, capturing, refunded: refunded - byHand, refunding }
}

export const total = (gateway: readonly GatewayEntry[], of: 'captured' | 'refunded'): number =>
  gateway.reduce((sum, entry) => sum + entry[of], 0)

export function ledgerInWords({ payments, gateway }: Ledger): string {
  const { payment } = payments ?? {}
  const ours = payment
    ? `the payment of ${payment.orderId} is ${payment.status} with ${payment.captured} captured (${payment.capturing} on the way), ${payment.refunded} refunded (${payment.refunding} on the way)`
    : 'no payment was begun'
  const entries = gateway.map((one) => `${one.id} ${one.state} ${one.captured}-${one.refunded}`).join(', ')
  return `${ours}; the gateway has ${entries || 'nothing'}`
}
