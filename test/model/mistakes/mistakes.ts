// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the text of code.
import type { Part } from '../worlds/all.ts'
import { NO_WHIMS } from '../worlds/order-world.ts'
import type { Edit, Mistake } from './with-mistake.ts'

const payments = (more: object = {}): Part => ({
  ...{ part: 'payments', together: 1, faults: 0, cards: 1, refunds: 0, renewals: 0 },
  ...{ whims: 0, copies: 0, webhooks: true },
  ...more,
})

const stock = (more: object = {}): Part => ({
  ...{ part: 'stock', together: 1, faults: 0, orders: [1, 2], adjustments: 0 },
  ...more,
})

const orders = (more: object = {}): Part => ({
  ...{ part: 'orders', ordered: 'one_line', together: 1, faults: 0, sweeper: true, republish: false },
  capturePolicy: 'on_delivery',
  ...NO_WHIMS,
  ...more,
})

/** A location does not find the last unit that it is to pick. */
const shortPicked = (more: object = {}): Part =>
  orders({ ordered: 'two_lines', from: 'processing', shortPicks: 1, ...more })

const edit = (file: string, was: string, becomes: string): Edit => ({
  file: `functions/${file}`,
  was,
  becomes,
})

const mistake = (name: string, where: Part, ...edits: Edit[]): Mistake => ({ name, in: where, edits })

/** Mistakes that systems of this kind have really had, or that would be easy to make here. */
export const MISTAKES: readonly Mistake[] = [
  mistake(
    'a change is written whatever others have written meanwhile',
    payments({ together: 2 }),
    edit('shared/aggregate.ts', "when: [['version', '=', Number(was['version'])]],", 'when: [],'),
  ),
  mistake(
    'each try to authorize has a key of its own',
    payments({ faults: 1 }),
    edit(
      'payments/use-cases/ask-gateway.ts',
      'operationId: operation.id,\n        amount,',
      'operationId: newOperation(deps).id,\n        amount,',
    ),
  ),
  mistake(
    'a void ends only what our record knows',
    payments({ faults: 1, webhooks: false }),
    edit(
      'payments/use-cases/authorize-payment.ts',
      'const known = isUnknown(found) ? await settleAttempt(deps, found, cause) : found\n  const gatewayId',
      'const known = found\n  const gatewayId',
    ),
  ),
  mistake(
    'an older object of the gateway turns a payment back',
    payments(),
    edit(
      'payments/domain/observe.ts',
      "requires_action: ['pending'],",
      "requires_action: ['pending', 'authorized'],",
    ),
  ),
  mistake(
    'any object of the gateway counts as the attempt in force',
    payments({ cards: 2 }),
    edit(
      'payments/domain/observe.ts',
      'return attempt.gatewayId ? object.id === attempt.gatewayId : object.operationId === attempt.operation.id',
      'return true',
    ),
  ),
  mistake(
    'the attempt that the payer left stays live at the gateway',
    payments({ cards: 2 }),
    edit(
      'payments/use-cases/authorize-payment.ts',
      'if (attempt?.abandoned && attempt.gatewayId) await endAtGateway(deps, attempt.gatewayId, attempt.abandoned)',
      '',
    ),
  ),
  mistake(
    'a refund is asked for before it is taken in our record',
    payments({ refunds: 1 }),
    edit('payments/domain/evolve.ts', 'return moveRefund(payment, fact, { refunding: 1 })', 'return payment'),
  ),
  mistake(
    'a refund on its way can be asked for by another',
    payments({ refunds: 2, together: 2 }),
    edit('payments/domain/payment.ts', 'captured - refunded - refunding', 'captured - refunded'),
  ),
  mistake(
    'a refund that is there already is taken anew',
    payments({ refunds: 1, faults: 1 }),
    edit(
      'payments/use-cases/refund-payment.ts',
      'if (await deps.payments.refund(orderId, refundId)) return success(refundId)',
      '',
    ),
  ),
  mistake(
    'what was captured counts as still on its way',
    payments(),
    edit('payments/domain/evolve.ts', 'capturing: 0,', 'capturing: payment.capturing,'),
  ),
  mistake(
    'a void forgets the capture that was on its way',
    payments({ whims: 1 }),
    edit(
      'payments/domain/evolve.ts',
      "{ ...become(payment, 'voided'), capturing: 0 }",
      "become(payment, 'voided')",
    ),
  ),
  mistake(
    'a level is taken without looking whether it still holds so much',
    stock({ together: 2 }),
    edit(
      'inventory/use-cases/stock-moves.ts',
      "levelWrite(movement, [['available', isAmong(movement, emptied) ? '=' : '>', movement.reserved]]),",
      'levelWrite(movement),',
    ),
  ),
  mistake(
    'a release of what was never reserved leaves no tombstone',
    stock(),
    edit(
      'inventory/use-cases/reserve-stock.ts',
      'if (!found) return { step: { after: reservation.tombstone(orderId), events: [], writes: [] } }',
      "if (!found) return { answer: { outcome: 'released' } }",
    ),
  ),
  mistake(
    'a hand-over that is told again takes its goods again',
    stock({ faults: 1 }),
    edit(
      'inventory/use-cases/record-hand-over.ts',
      'chunksOf(handedOver.filter((portion) => !isAmong(portion, before)))',
      'chunksOf(handedOver)',
    ),
  ),
  mistake(
    'goods leave, and stay reserved',
    stock(),
    edit(
      'inventory/domain/level.ts',
      '...releasing(portion),\n  onHand',
      '...releasing(portion),\n  reserved: 0,\n  onHand',
    ),
  ),
  mistake(
    'a plan is held before anything of it is taken',
    stock(),
    edit(
      'inventory/domain/reservation.ts',
      'chunks: chunks.length,\n    taken: 1,',
      'chunks: chunks.length,\n    taken: 0,',
    ),
  ),
  mistake(
    'a cancelled line is given back without its mark',
    stock({ faults: 1 }),
    edit(
      'inventory/use-cases/stock-moves.ts',
      'writes: [mark, ...moves.writes]',
      'writes: [...moves.writes]',
    ),
  ),
  mistake(
    'an order is cancelled after its hand-over was claimed',
    orders({ cancels: 1 }),
    edit(
      'orders/domain/decide.ts',
      ' &&\n  order.claims.length === 0\n\nexport function decideCancel',
      '\n\nexport function decideCancel',
    ),
  ),
  mistake(
    'a hand-over is claimed of an order that is being cancelled',
    orders({ cancels: 1 }),
    edit(
      'orders/domain/decide.ts',
      'if (ENDING.has(order.status) || TERMINAL.has(order.status)) return `The order is ${order.status}.`',
      '',
    ),
  ),
  mistake(
    'goods are handed over though the order has said no',
    orders({ cancels: 1 }),
    edit(
      'fulfillment/domain/decide.ts',
      "if (claim.outcome === 'refused') return refuse('not_shippable', `The goods must stay here. ${claim.reason}`)",
      '',
    ),
  ),
  mistake(
    'a claim is answered and not written down',
    orders(),
    edit(
      'orders/domain/evolve.ts',
      'claims: [...order.claims, fact.fulfillmentOrderId]',
      'claims: order.claims',
    ),
  ),
  mistake('the wait is stored whether or not its fact has happened', orders({ cancels: 1, sweeper: false }), {
    file: 'lib/workflows/await-fact.ts',
    was: '`#run = :run AND attribute_not_exists(endingAt) AND ${NOT_YET[fact]}`',
    becomes: '`#run = :run`',
  }),
  mistake(
    'nobody ends a wait whose fact has happened',
    orders({ sweeper: false }),
    edit(
      'orders/use-cases/change-order.ts',
      'await resumeIfOver(deps, id)\n  return changed.value',
      'return changed.value',
    ),
  ),
  mistake(
    'a restart does not count the run up',
    orders({ sweeper: false, retries: 1 }),
    edit('orders/domain/evolve.ts', 'run: order.run + 1', 'run: order.run'),
  ),
  mistake(
    'older news of the payment replace newer ones',
    orders({ chooses: 1 }),
    edit(
      'orders/domain/decide-payment-news.ts',
      'if (payment.sequence <= order.payment.sequence) return []',
      '',
    ),
    edit('orders/domain/evolve.ts', 'payment.sequence > order.payment.sequence ?', 'payment.sequence > 0 ?'),
  ),
  mistake(
    'an older copy of a fulfillment order replaces the newer one',
    orders(),
    edit(
      'orders/use-cases/note-events.ts',
      ')\n  if (old && old.sequence >= copy.sequence) return undefined',
      ')\n  if (old && old.sequence === copy.sequence) return undefined',
    ),
  ),
  mistake('an order that ends before it is confirmed keeps its stock', orders({ cancels: 1 }), {
    file: 'lib/workflows/order-workflow.ts',
    was: "MayPay: choose({ passed: 'Authorize', confirmed: 'AwaitShipment', compensate: 'Release' })",
    becomes: "MayPay: choose({ passed: 'Authorize', confirmed: 'AwaitShipment', compensate: 'Void' })",
  }),
  mistake(
    'a cancellation that ends the wait for the shipment leads to the capture',
    orders({ cancels: 1, capturePolicy: 'on_hand_over' }),
    {
      file: 'lib/workflows/order-workflow.ts',
      was: "onHandOver ? 'Look' : 'AwaitDelivery'",
      becomes: "onHandOver ? 'Capture' : 'AwaitDelivery'",
    },
  ),
  mistake(
    'work is planned for an order that has ended',
    orders({ cancels: 1 }),
    edit(
      'fulfillment/adapters/fulfillment-order-repository.ts',
      "{ check: tombstone(state.orderId), when: [['pk', 'absent']] },",
      '',
    ),
  ),
  mistake(
    'the end of an order leaves its work open',
    orders({ cancels: 1 }),
    edit(
      'fulfillment/domain/decide.ts',
      "status === 'handed_over' || status === 'cancelled' ? []",
      "status !== 'picking' ? []",
    ),
  ),
  mistake(
    'an order that has ended keeps a deadline',
    orders(),
    edit(
      'orders/domain/evolve.ts',
      'if (!TERMINAL.has(next.status)) return next',
      'if (next.status) return next',
    ),
  ),
  mistake(
    'an order becomes cancelling without a sign that its waits look at',
    orders({ cancels: 1 }),
    edit('orders/domain/evolve.ts', 'ending: fact.ending,\n        endingAt: at,', 'ending: fact.ending,'),
  ),
  mistake(
    'a hand-over that asks for its claim once more claims it once more',
    orders({ from: 'confirmed', faults: 1 }),
    edit(
      'orders/domain/decide.ts',
      "if (order.claims.includes(command.fulfillmentOrderId)) return { ...decided('claimed'), reason: '' }",
      '',
    ),
  ),
  mistake(
    'an order whose start was lost is left as it is',
    orders({ losses: 1 }),
    edit(
      'orders/use-cases/sweep.ts',
      'if (!running && order.run < MAX_RUNS',
      'if (!running && order.run > 1',
    ),
  ),
  mistake(
    'nobody is asked about an order that is not sent in time',
    orders({ from: 'confirmed', losses: 1 }),
    edit('orders/domain/decide.ts', ", ...(late ? askHowToGoOn(order, because('not_shipped')) : [])", ''),
  ),
  mistake(
    'what was asked about an order that was late is asked for ever',
    orders({ from: 'processing', losses: 1, republish: true }),
    edit(
      'orders/domain/evolve.ts',
      '...withoutItsCourse(withPayment(order, fact.payment)),',
      '...withPayment(order, fact.payment),',
    ),
  ),
  mistake(
    'what was not found is still to be paid for',
    shortPicked(),
    edit(
      'orders/domain/evolve.ts',
      'due: dueOf(order) - Math.min(fact.dueLess, sumOf(fact.parts)),',
      'due: dueOf(order),',
    ),
  ),
  mistake('a capture takes what was due before a line was cancelled', shortPicked(), {
    file: 'lib/workflows/await-fact.ts',
    was: "Assign: { order: '{% $merge([$order, $states.result]) %}' },",
    becomes: "Assign: { order: '{% $order %}' },",
  }),
  mistake(
    'a location goes on looking for what was cancelled',
    shortPicked(),
    edit(
      'fulfillment/domain/order-change.ts',
      "(cause === 'short_pick' ? lacking : [])",
      '([] as typeof lines)',
    ),
  ),
  mistake(
    'a location goes on looking for what another one sends',
    shortPicked(),
    edit(
      'orders/domain/decide-lines.ts',
      'given: [{ fulfillmentOrderId, lines: missing.filter((line) => !lost.includes(line)) }],',
      'given: [],',
    ),
  ),
  mistake(
    'each try to find elsewhere what is missing has a key of its own',
    shortPicked({ ordered: 'one_line', faults: 1 }),
    edit(
      'orders/use-cases/resolve-short-pick.ts',
      'const key = `short-pick:${fulfillmentOrderId}:${shortPicks}`',
      'const key = `short-pick:${deps.ids.unique()}`',
    ),
  ),
  mistake(
    'one claim lets the goods of every location leave',
    orders({ ordered: 'two_locations', from: 'processing' }),
    edit(
      'orders/domain/decide.ts',
      "if (order.claims.includes(command.fulfillmentOrderId)) return { ...decided('claimed'), reason: '' }",
      "if (order.claims.length > 0) return { ...decided('claimed'), reason: '' }",
    ),
  ),
  mistake(
    'an order counts as delivered when what has left has arrived',
    orders({ ordered: 'two_locations', from: 'processing' }),
    edit('orders/domain/logistics.ts', 'if (left.length < expected) return undefined', ''),
    edit(
      'orders/domain/decide-logistics.ts',
      'if ((order.shippedAt !== undefined || gone === expected) && at && !order.deliveredAt)',
      'if (at && !order.deliveredAt)',
    ),
  ),
  mistake(
    'a renewal forgets which authorization it replaces',
    payments({ renewals: 1 }),
    edit(
      'payments/use-cases/renew-authorization.ts',
      'operation: newOperation(deps), amount, replaces }',
      'operation: newOperation(deps), amount }',
    ),
  ),
  mistake(
    'goods leave before a change of their order was heard of',
    orders({ ordered: 'two_lines', from: 'processing', lineCancels: 1 }),
    edit(
      'orders/domain/decide.ts',
      "if (change < (order.changes ?? 0))\n    return 'The order has changed: wait a moment for its new lines, then look again.'",
      '',
    ),
  ),
]
