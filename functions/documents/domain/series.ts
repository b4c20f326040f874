import type { DocumentKind, Seller } from '../contract/types.ts'

const PREFIXES: Readonly<Record<DocumentKind, string>> = {
  invoice: 'INV',
  credit_note: 'CN',
  reversal: 'RV',
}

/** Numbers that follow each other without a gap: of one seller, one kind and one year of the seller's calendar. */
export interface Series {
  readonly id: string
  /** The number of the `place`-th paper, from 1. */
  numberOf(place: number): string
}

export function seriesOf(seller: Seller, kind: DocumentKind, issuedOn: string): Series {
  const year = issuedOn.slice(0, 4)
  const prefix = `${PREFIXES[kind]}-${year}`
  return {
    id: `${seller.country}#${seller.registrationNumber ?? seller.name}#${prefix}`,
    numberOf: (place) => `${prefix}-${String(place).padStart(6, '0')}`,
  }
}
