import { randomInt } from 'node:crypto'
import type { TrackerStatus } from './easypost.ts'

/**
 * EasyPost's test codes and the status a tracker created with one has:
 * https://docs.easypost.com/docs/trackers, "Test tracking codes".
 */
export const testCodes: Record<string, TrackerStatus> = {
  EZ1000000001: 'pre_transit',
  EZ2000000002: 'in_transit',
  EZ3000000003: 'out_for_delivery',
  EZ4000000004: 'delivered',
  EZ5000000005: 'return_to_sender',
  EZ6000000006: 'failure',
  EZ7000000007: 'unknown',
}

/** Shapes of the carriers' codes: `#` stands for a digit, `=` for a check digit over those before it. */
const shapes: Record<string, string> = {
  KuronekoYamato: '###########=',
  JPPost: '###########=',
  CanadaPost: '###############=',
  USPS: '940011##################',
  FedEx: '############',
  UPS: '1Z999AA1########',
  DHLExpress: '#########=',
}

/** A new tracking code that looks like one of the carrier's. */
export function newTrackingCode(carrier: string): string {
  const shape = shapes[carrier] ?? '############'
  const code = shape.replace(/#/g, () => String(randomInt(10)))
  return code.replace('=', String(Number(code.replace(/\D/g, '')) % 7))
}
