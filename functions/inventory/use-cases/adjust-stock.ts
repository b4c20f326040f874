import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened, type NewEvent } from '#shared/events.ts'
import type { Ids } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import {
  type AdjustmentRecord,
  adjustmentKey,
  readRecord,
  recordWrite,
} from '../adapters/adjustment-items.ts'
import { readLocation } from '../adapters/location-items.ts'
import { levelWrite, movementWrite, readLevel } from '../adapters/stock-items.ts'
import { stockChanged, stockLow } from '../contract/events.ts'
import type { Adjustment, AdjustmentBody } from '../contract/types.ts'
import { decideAdjustment } from '../domain/adjustment.ts'
import { fallsToSafety, type Level, type Movement, moved } from '../domain/level.ts'

export interface AdjustStock {
  readonly body: AdjustmentBody
  readonly idempotencyKey: string
  readonly requestHash: string
  readonly cause: Cause
}

type AdjustDeps = CommitDeps & { readonly ids: Pick<Ids, 'event' | 'unique'> }
type Adjusted = Outcome<Adjustment, 'unknown_location' | 'not_enough_stock' | 'idempotency_key_reused'>

/**
 * Corrects what is on hand, once per Idempotency-Key. Primary course:
 * 1. Answer a replay as it was answered.
 * 2. Read the level, and decide the movement that the difference or the count makes.
 * 3. Write it with its ledger entry, the key's record and `stock.changed`; `stock.low` where nothing
 *    is left to sell beyond the safety stock.
 * Refusals: `unknown_location`, `not_enough_stock`, `idempotency_key_reused`.
 */
export const makeAdjustStock = (deps: AdjustDeps) => (command: AdjustStock) =>
  untilNoConflict(() => tryToAdjust(deps, command))

async function tryToAdjust(
  deps: AdjustDeps,
  command: AdjustStock,
): Promise<Adjusted | { ok: false; code: 'version_conflict' }> {
  const { body, idempotencyKey, requestHash, cause } = command
  const [record, location, { level, unchanged }] = await Promise.all([
    readRecord(deps.store, idempotencyKey),
    readLocation(deps.store, body.locationId),
    readLevel(deps.store, body),
  ])
  if (record) return replayed(record, requestHash)
  if (!location) return unknownLocation(body.locationId)
  const decision = decideAdjustment(level, body)
  if (!decision.ok) return decision

  const movement = decision.value
  const at = deps.clock.now().toISOString()
  const { sku, locationId, reason } = body
  const adjustment = { id: `adj_${deps.ids.unique()}`, at, sku, locationId, delta: movement.onHand, reason }
  const committed = await commitChange(deps, {
    key: adjustmentKey(adjustment.id),
    subject: adjustment.id,
    before: undefined,
    after: adjustment,
    events: eventsOf(level, movement, reason),
    cause,
    writes: [
      recordWrite(idempotencyKey, requestHash, adjustment),
      // What only adds is true whatever the level has become; all else holds of the level as it was read.
      levelWrite(movement, (body.delta ?? 0) > 0 ? [] : unchanged),
      movementWrite(movement, `${reason}:${adjustment.id}`, at),
    ],
  })
  return committed.ok ? success(adjustment) : { ok: false, code: 'version_conflict' }
}

function replayed({ requestHash, answer }: AdjustmentRecord, given: string): Adjusted {
  if (requestHash === given) return success(answer)
  return refuse(
    'idempotency_key_reused',
    `This Idempotency-Key made the adjustment ${answer.id}. Send another adjustment with a key of its own.`,
  )
}

function unknownLocation(locationId: string): Adjusted {
  const detail = `There is no stock location ${locationId}. Make it with PUT /v1/stock-locations/${locationId}.`
  return refuse('unknown_location', detail, [{ pointer: '/locationId', code: 'unknown_location', detail }])
}

function eventsOf(level: Level, movement: Movement, reason: string): NewEvent[] {
  const changed = happened(stockChanged, { movements: [movement], reason })
  if (!fallsToSafety(level, movement)) return [changed]
  const { sku, locationId, available, safety } = moved(level, movement)
  return [changed, happened(stockLow, { sku, locationId, available, safety })]
}
