import { type FieldError, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { AdjustmentBody } from '../contract/types.ts'
import type { Level, Movement } from './level.ts'

/**
 * The movement that corrects a level: by the difference, or to the count. Nothing may go below what is
 * reserved: those units are promised, and their orders must be dealt with first.
 */
export function decideAdjustment(
  level: Level,
  { delta, counted }: Pick<AdjustmentBody, 'delta' | 'counted'>,
): Outcome<Movement, 'not_enough_stock'> {
  const change = delta ?? (counted ?? level.onHand) - level.onHand
  const { sku, locationId, onHand, reserved } = level
  if (onHand + change >= reserved) return success({ sku, locationId, onHand: change, reserved: 0 })
  const detail = `${onHand} of ${sku} are on hand at ${locationId}, ${reserved} of them reserved: at most ${onHand - reserved} can be taken away, ${-change} were to be.`
  const error: FieldError = {
    pointer: delta === undefined ? '/counted' : '/delta',
    code: 'not_enough_stock',
    detail,
  }
  return refuse('not_enough_stock', detail, [error])
}
