import { createHash } from 'node:crypto'
import type { ShipmentId } from '#shared/ids.ts'

/**
 * The tracking number of our own courier: `CW`, 17 digits that follow from the shipment, and a check
 * digit (Luhn, ISO/IEC 7812-1 annex B). The same shipment always has the same number.
 */
export function ownTrackingNumber(id: ShipmentId): string {
  const hash = createHash('sha256').update(id).digest().readBigUInt64BE()
  const digits = String(hash % 10n ** 17n).padStart(17, '0')
  return `CW${digits}${checkDigit(digits)}`
}

function checkDigit(digits: string): string {
  const sum = [...digits]
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? doubled(Number(digit)) : Number(digit)))
    .reduce((a, b) => a + b, 0)
  return String((10 - (sum % 10)) % 10)
}

const doubled = (digit: number): number => (digit < 5 ? digit * 2 : digit * 2 - 9)
