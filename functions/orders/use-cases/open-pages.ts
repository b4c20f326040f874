import type { nextPaymentAction } from '#contexts/payments/contract/calls.ts'
import type { OfferedMethod } from '#contexts/payments/contract/types.ts'
import type { AnswerOf, Ask } from '#shared/calls.ts'
import type { OrderTokens } from '#shared/order-tokens.ts'
import type { Personal } from '#shared/personal.ts'
import type { OrderStatus } from '../contract/types.ts'
import { leftToWithdraw } from '../domain/decide-withdrawal.ts'
import { people } from '../domain/details.ts'
import { dueOf, type Order } from '../domain/order.ts'
import { type LinkDeps, type LinkedOrder, type Opened, openAct, openTracking, shownAs } from './open-link.ts'
import type { AboutOrder, CardForm, CorrectView, PayReturnView, PayView, WithdrawView } from './page-views.ts'

export interface PageDeps extends LinkDeps {
  readonly personal: Personal
  readonly askNextAction: Ask<typeof nextPaymentAction>
  /** Absent where the stage has no key for the gateway's script. */
  readonly card: CardForm | undefined
  readonly methods: readonly OfferedMethod[]
}

const ENDED: ReadonlySet<OrderStatus> = new Set([
  'rejecting',
  'rejected',
  'cancelling',
  'cancelled',
  'returned',
])

export const about = async (
  { order, details }: LinkedOrder,
  { orderTokens }: { readonly orderTokens: OrderTokens },
): Promise<AboutOrder> => ({
  number: order.number,
  locale: order.locale,
  country: details.destination.country,
  status: order.status,
  trackUrl: `/track/${await orderTokens.issue('track', order.id)}`,
})

/** What no withdrawal was for. */
const leftOf = ({ order, details }: LinkedOrder) =>
  leftToWithdraw(order, details).map((line) => ({
    ...line,
    name: details.lines.find(({ sku }) => sku === line.sku)?.name ?? line.sku,
  }))

/** Where a guest's act is sent to: the operations of the guest's order. */
const postTo = (token: string, what: 'payments' | 'address' | 'withdrawal') =>
  `/v1/guest-orders/${token}/${what}`

/** What can be paid by the link of a mail; payments is asked for the payer's next act only where there is one. */
export const makeOpenPayPage =
  (deps: PageDeps) =>
  async (token: string): Promise<Opened<PayView>> =>
    shownAs(await openAct(deps, 'pay', token), async (linked) => {
      const { order, details } = linked
      const next = order.status === 'payment_required' ? await deps.askNextAction({ orderId: order.id }) : {}
      return {
        ...(await about(linked, deps)),
        state: payStateOf(order),
        due: { ...details.totals.total, amount: dueOf(order) },
        deadline:
          order.status === 'payment_required' ? order.paymentDeadline : heldForPayment(order)?.deadline,
        action: actionOf(next),
        card: deps.card,
        methods: deps.methods,
        postTo: postTo(token, 'payments'),
        returnUrl: `/pay/return/${await deps.orderTokens.issue('track', order.id)}`,
      }
    })

function actionOf({ nextAction }: AnswerOf<typeof nextPaymentAction>): PayView['action'] {
  if (nextAction?.type === 'three_d_secure' && nextAction.url)
    return { type: 'three_d_secure', url: nextAction.url }
  if (nextAction?.type === 'pay_by_reference' && nextAction.reference)
    return { type: 'pay_by_reference', reference: nextAction.reference }
  return undefined
}

/** An authorization that ends too early is asked for again while the order is held for it. */
const heldForPayment = ({ holds }: Order) => holds.find(({ reason }) => reason === 'payment')

function payStateOf(order: Order): PayView['state'] {
  const { status } = order
  if (ENDED.has(status)) return 'ended'
  if (status === 'payment_required' || heldForPayment(order)) return 'open'
  return status === 'placed' ? 'checking' : 'paid'
}

/** What became of a payment, for a payer who comes back from their bank. */
export const makeOpenPayReturnPage =
  (deps: LinkDeps) =>
  async (token: string): Promise<Opened<PayReturnView>> =>
    shownAs(await openTracking(deps, token), async (linked) => ({
      ...(await about(linked, deps)),
      outcome: payOutcomeOf(linked.order),
    }))

function payOutcomeOf({ status, payment }: Order): PayReturnView['outcome'] {
  if (ENDED.has(status)) return 'ended'
  if (status === 'placed') return 'checking'
  if (status !== 'payment_required') return 'paid'
  if (payment.reference) return 'awaited'
  return payment.status === 'failed' ? 'again' : 'checking'
}

/** The address of an order as its customer wrote it, as long as another one is waited for. */
export const makeOpenCorrectPage =
  (deps: PageDeps) =>
  async (token: string): Promise<Opened<CorrectView>> =>
    shownAs(await openAct(deps, 'correct', token), async (linked) => ({
      ...(await about(linked, deps)),
      address: linked.order.holds.some(({ reason }) => reason === 'address')
        ? (await deps.personal.open(linked.details.people, people))?.shippingAddress
        : undefined,
      postTo: postTo(token, 'address'),
    }))

/** What can be withdrawn from. Nothing of the customer is shown: the tracking page, which may be forwarded, leads here. */
export const makeOpenWithdrawPage =
  (deps: LinkDeps) =>
  async (token: string): Promise<Opened<WithdrawView>> =>
    shownAs(await openAct(deps, 'withdraw', token), async (linked) => ({
      ...(await about(linked, deps)),
      isOpen: !ENDED.has(linked.order.status),
      lines: leftOf(linked),
      postTo: postTo(token, 'withdrawal'),
    }))
