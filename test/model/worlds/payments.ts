import { makePaymentRepository } from '#contexts/payments/adapters/payment-repository.ts'
import { makeWalletRepository } from '#contexts/payments/adapters/wallet-repository.ts'
import { violations as paymentViolations } from '#contexts/payments/domain/invariants.ts'
import { transaction } from '#contexts/payments/domain/outside.ts'
import { payment } from '#contexts/payments/domain/payment.ts'
import { refund } from '#contexts/payments/domain/refund.ts'
import { makeApplyWebhook } from '#contexts/payments/use-cases/apply-webhook.ts'
import { makeAuthorizePayment, makeVoidPayment } from '#contexts/payments/use-cases/authorize-payment.ts'
import { makeCapturePayment } from '#contexts/payments/use-cases/capture-payment.ts'
import type { Gateway, Notice } from '#contexts/payments/use-cases/gateway.ts'
import type { PaymentDeps } from '#contexts/payments/use-cases/ports.ts'
import { makeRefundPayment } from '#contexts/payments/use-cases/refund-payment.ts'
import { makeRenewAuthorization } from '#contexts/payments/use-cases/renew-authorization.ts'
import { SYSTEM } from '#shared/actor.ts'
import { seconds } from '#shared/clock.ts'
import { eventId, makeIds, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { DECLINED_CARD, type GatewayMemory, makeFakeGateway, SECURE_CARD } from '#support/fake-gateway.ts'
import { type Ledger, ledgerViolations } from '../../../tools/audit/ledger.ts'
import type { Model, Step } from '../checker/model.ts'
import { onceFor } from '../checker/once-for.ts'
import type { Ask, Call, Program } from '../checker/processes.ts'
import { makeRunner, portOn, type Running } from '../checker/runner.ts'
import { openPersonal, performOnTable, storeOf, type Table, withFreshVersions } from '../checker/table.ts'

const ORDER = orderId.parse(`ord_${'1'.padStart(26, '0')}`)
const JPY = currency.parse('JPY')
const DUE = 1_000
const CARD = 'pm_card'
const OTHER_CARD = 'pm_other_card'
const CLOCK = { now: () => new Date('2026-11-20T03:00:00Z') }

/** One payment: our record and the gateway's, what was asked, and the webhooks that are on their way. */
export interface PaymentWorld extends Running {
  readonly table: Table
  readonly gateway: GatewayMemory
  /** Webhooks that were sent and did not come yet: they come in any order. */
  readonly webhooks: readonly Notice[]
  /** How often what people and the gateway do by themselves may still happen. */
  readonly left: Readonly<Record<'cards' | 'refunds' | 'renewals' | 'whims' | 'copies', number>>
  readonly isClosed: boolean
}

export interface PaymentBounds {
  /** How many programs run at the same time. */
  readonly together: number
  readonly faults: number
  readonly cards: number
  readonly refunds: number
  /** How often an authorization is about to end. Its payer agreed that it is renewed where it ever is. */
  readonly renewals: number
  readonly whims: number
  readonly copies: number
  /** Whether the gateway tells anything by itself. */
  readonly webhooks: boolean
}

interface Given {
  /** Who runs: makes ids that no other run makes. */
  readonly by: string
}

const depsOf = (ask: Ask, { by }: Given): PaymentDeps & Parameters<typeof makePaymentRepository>[0] => {
  let drawn = 0
  const ids = makeIds(() => {
    drawn += 1
    return `${by}${drawn}`.padStart(26, '0')
  })
  const commit = { store: storeOf(ask, 'table'), clock: CLOCK, ids, personal: openPersonal }
  const at = (method: keyof Gateway) => (args: unknown, more?: unknown) =>
    more === undefined ? ask<never>('gateway', method, args) : ask<never>('gateway', method, args, more)
  const gateway: Gateway = {
    authorize: at('authorize'),
    capture: at('capture'),
    cancel: at('cancel'),
    refund: at('refund'),
    retrieve: at('retrieve'),
    find: at('find'),
    refundsOf: at('refundsOf'),
    disputesOf: at('disputesOf'),
    missedWebhooks: at('missedWebhooks'),
    nextAction: at('nextAction'),
  }
  return {
    ...commit,
    payments: makePaymentRepository(commit),
    wallets: makeWalletRepository(commit),
    gateway,
  }
}

const noGiftCards = async () => {
  throw new Error('no gift card pays here')
}

const STEP = { orderId: ORDER, run: 1 }

const PROGRAMS = {
  authorize: (ask: Ask, given: Given & { card: string; renewable: boolean }) =>
    makeAuthorizePayment({ ...depsOf(ask, given), holdGiftCards: noGiftCards })({
      ...{ ...STEP, amount: DUE, currency: JPY },
      payment: { kind: 'card', paymentMethodId: given.card, renewable: given.renewable },
    }),
  renew: (ask: Ask, given: Given & { captureBefore: string }) =>
    makeRenewAuthorization(depsOf(ask, given))({ ...STEP, due: DUE, captureBefore: given.captureBefore }),
  void: (ask: Ask, given: Given) => makeVoidPayment(depsOf(ask, given))({ ...STEP, currency: JPY }),
  capture: (ask: Ask, given: Given) => makeCapturePayment(depsOf(ask, given))({ ...STEP, due: DUE }),
  refund: (ask: Ask, given: Given & { refundId: string; amount: number }) =>
    makeRefundPayment(depsOf(ask, given))({ orderId: ORDER, reason: 'torn', ...given }),
  webhook: (ask: Ask, given: Given & { notice: Notice }) =>
    makeApplyWebhook({
      ...depsOf(ask, given),
      inbox: { read: async () => JSON.stringify(given.notice) },
      readNotice: (body) => JSON.parse(body),
    })({
      ...{ id: eventId.parse(`evt_${'0'.repeat(26)}`), type: 'webhook', schema: 1, source: 'payments' },
      ...{ subject: ORDER, sequence: 1, occurredAt: CLOCK.now().toISOString(), correlationId: ORDER },
      ...{ causationId: ORDER, actor: SYSTEM, data: { provider: 'stripe', id: '1', type: 'test' } },
      personal: undefined,
    }),
} satisfies Record<string, Program>

/** The payments as they are to be seen from outside, by id. */
const shown = (memory: GatewayMemory) => new Map(memory.payments.map((one) => [one.id, JSON.stringify(one)]))

/** The webhooks that the gateway sends of what has changed. */
function noticesOf(before: GatewayMemory, after: GatewayMemory): Notice[] {
  const known = shown(before)
  return after.payments.flatMap((payment): Notice[] => {
    if (known.get(payment.id) === JSON.stringify(payment)) return []
    const { paymentMethodId: _, reusable: __, refunds, disputes: ___, ...object } = payment
    const was = before.payments.find(({ id }) => id === payment.id)
    return refunds.length > (was?.refunds.length ?? 0)
      ? [{ about: 'money_back', gatewayId: payment.id }]
      : [{ about: 'payment', object }]
  })
}

const sortedNotices = (notices: readonly Notice[]): Notice[] => {
  const byText = new Map(notices.map((one) => [JSON.stringify(one), one]))
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/** Each authorization ends at a time of its own: the gateway's clock goes on with every payment. */
const gatewayOf = (memory: GatewayMemory) =>
  makeFakeGateway({ now: () => new Date(CLOCK.now().getTime() + seconds(memory.payments.length)) }, memory)

async function performAtGateway(memory: GatewayMemory, { method, args }: Call) {
  const gateway = gatewayOf(memory)
  const asked: (...given: never[]) => Promise<unknown> = gateway[method as keyof Gateway]
  const answer = await asked(...(args as never[]))
  const after = gateway.memory()
  const part = JSON.stringify(after) === JSON.stringify(memory) ? memory : after
  return { part, answer, told: noticesOf(memory, part) }
}

const withGateway = (
  world: PaymentWorld,
  gateway: GatewayMemory,
  told: readonly unknown[],
): PaymentWorld => ({
  ...world,
  gateway,
  webhooks: sortedNotices([...world.webhooks, ...(told as Notice[])]),
})

const ports = {
  table: portOn<PaymentWorld, Table>(
    ({ table }) => table,
    performOnTable,
    (world, table) => ({ ...world, table }),
  ),
  gateway: portOn<PaymentWorld, GatewayMemory>(({ gateway }) => gateway, performAtGateway, withGateway),
}

const tidy = (world: PaymentWorld): PaymentWorld =>
  world.processes.length > 0 ? world : { ...world, table: withFreshVersions(world.table) }

/** What our record says, read as its repository reads it. */
const recordOf = onceFor((table: Table): Ledger['payments'] => {
  const header = table.find(({ sk }) => sk === 'HEADER')
  if (!header) return undefined
  const items = (prefix: string) => table.filter(({ sk }) => sk.startsWith(prefix))
  return {
    payment: payment.parse(header),
    sequence: Number(header['sequence']),
    refunds: items('REFUND#').map((item) => refund.parse(item)),
    transactions: items('MONEY#').map((item) => transaction.parse(item)),
  }
})

const brokenOf = onceFor((payments: NonNullable<Ledger['payments']>) => paymentViolations(payments))

const entriesOf = onceFor(({ payments }: GatewayMemory): Ledger['gateway'] =>
  payments.map(({ id, state, amount, captured, refunds }) => ({
    ...{ id, state, amount, captured },
    refunded: refunds.reduce((sum, one) => sum + (one.state === 'succeeded' ? one.amount : 0), 0),
  })),
)

const isQuiet = ({ processes, tasks, webhooks }: PaymentWorld): boolean =>
  processes.length === 0 && webhooks.length === 0 && Object.keys(tasks).length === 0

/** An order that has ended holds and keeps nothing at the gateway, unless its bank or a person has the money. */
const keptAfterEnd = ({ payments, gateway }: Ledger): string[] => {
  const kept = gateway.filter(
    ({ state, captured, refunded }) => state === 'authorized' || captured > refunded,
  )
  const isSeenTo = payments?.refunds.some(({ state }) => state === 'failed')
  return payments?.payment.closed && kept.length > 0 && !isSeenTo
    ? [`an order that has ended holds and keeps no money: the gateway has ${JSON.stringify(kept)}`]
    : []
}

async function violations(world: PaymentWorld): Promise<string[]> {
  const payments = recordOf(world.table)
  const ledger = { payments, gateway: entriesOf(world.gateway) }
  const quiet = isQuiet(world)
  return [
    ...(world.error ? [world.error] : []),
    ...(payments ? brokenOf(payments) : []),
    ...ledgerViolations(ledger, { quiet }),
    ...(quiet ? keptAfterEnd(ledger) : []),
  ]
}

export function paymentModel(bounds: PaymentBounds): Model<PaymentWorld> {
  const { cards, refunds, renewals, whims, copies } = bounds
  const runner = makeRunner<PaymentWorld>({ programs: PROGRAMS, ports, together: bounds.together })

  /** Something is asked of payments: from now on it is to be done, however often it fails. */
  async function asked(world: PaymentWorld): Promise<Step<PaymentWorld>[]> {
    const { table, left, isClosed } = world
    const record = recordOf(table)
    const steps: Step<PaymentWorld>[] = []
    const ask = async (
      task: string,
      program: keyof typeof PROGRAMS,
      args: object,
      change: Partial<PaymentWorld> = {},
    ) => {
      const after = await runner.ask({ ...world, ...change }, task, program, args)
      if (after) steps.push({ kind: 'act', command: program, detail: `${task} begins`, world: after })
    }
    if (left.cards > 0 && !isClosed)
      for (const card of record ? [OTHER_CARD] : [CARD, SECURE_CARD, DECLINED_CARD])
        await ask(
          `a${left.cards}`,
          'authorize',
          { card, renewable: renewals > 0 },
          { left: { ...left, cards: left.cards - 1 } },
        )
    if (!isClosed) await ask('v', 'void', {}, { isClosed: true })
    if (record?.payment.status === 'authorized') await ask('c', 'capture', {})
    const captureBefore = record?.payment.captureBefore
    if (record?.payment.status === 'authorized' && captureBefore && left.renewals > 0 && !isClosed)
      await ask('n', 'renew', { captureBefore }, { left: { ...left, renewals: left.renewals - 1 } })
    if (record && record.payment.captured > 0 && left.refunds > 0) {
      const refundId = `ref_${left.refunds}`
      const less = { left: { ...left, refunds: left.refunds - 1 } }
      await ask(`r${left.refunds}`, 'refund', { refundId, amount: 600 }, less)
    }
    return steps
  }

  /** The payer confirms or gives up; the gateway ends an authorization by itself. */
  function others(world: PaymentWorld): Step<PaymentWorld>[] {
    return world.gateway.payments.flatMap(({ id, state }): Step<PaymentWorld>[] => {
      const after = (
        command: string,
        kind: 'act' | 'progress',
        act: (gateway: ReturnType<typeof makeFakeGateway>) => void,
      ) => {
        const gateway = gatewayOf(world.gateway)
        act(gateway)
        const memory = gateway.memory()
        const told = noticesOf(world.gateway, memory)
        return { kind, command, detail: id, world: withGateway(world, memory, told) }
      }
      // Of a gateway that tells nothing, who asks it later hears what the payer did.
      if (state === 'requires_action' && !bounds.webhooks) return []
      if (state === 'requires_action')
        return [
          after('payer confirms', 'act', (gateway) => gateway.authenticate(id, 'succeed')),
          after('payer gives up', 'act', (gateway) => gateway.authenticate(id, 'fail')),
        ]
      if (state !== 'authorized' || world.left.whims === 0) return []
      const step = after('gateway ends it', 'act', (gateway) => gateway.change(id, { state: 'voided' }))
      return [{ ...step, world: { ...step.world, left: { ...world.left, whims: world.left.whims - 1 } } }]
    })
  }

  async function deliveries(world: PaymentWorld): Promise<Step<PaymentWorld>[]> {
    const { webhooks, left } = world
    const steps: Step<PaymentWorld>[] = []
    for (const [index, notice] of webhooks.entries()) {
      const about = notice.about === 'payment' ? `${notice.object.id} ${notice.object.state}` : notice.about
      const come = async (kind: 'progress' | 'fault', detail: string, change: Partial<PaymentWorld>) => {
        const after = await runner.ask({ ...world, ...change }, `w ${about}`, 'webhook', { notice })
        if (after) steps.push({ kind, command: 'webhook', detail, world: after })
      }
      await come('progress', `${about} comes`, { webhooks: webhooks.toSpliced(index, 1) })
      if (left.copies > 0)
        await come('fault', `${about} comes, and will come once more`, {
          left: { ...left, copies: left.copies - 1 },
        })
    }
    return steps
  }

  return {
    name: renewals > 0 ? 'payments, renewed' : 'payments',
    initial: {
      ...{ table: [], gateway: { payments: [], replies: [] }, webhooks: [], tasks: {}, processes: [] },
      ...{
        faults: bounds.faults,
        left: { cards, refunds, renewals, whims, copies },
        isClosed: false,
        error: '',
      },
    },
    violations,
    isSettled: isQuiet,
    status: ({ table }) => recordOf(table)?.payment.status ?? 'none',
    async steps(world) {
      const all = [
        ...(await runner.steps(world)),
        ...(await asked(world)),
        ...(bounds.webhooks ? await deliveries(world) : []),
        ...others(world),
      ]
      return all.map(({ world: next, ...step }) => ({
        ...step,
        world: tidy(bounds.webhooks ? next : { ...next, webhooks: [] }),
      }))
    },
  }
}
