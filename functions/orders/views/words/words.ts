import type { TRACKING_STEPS } from '../../contract/operations.ts'
import type { Situation } from '../situation.ts'

/** All that the tracking page says in one language; every language has all of it. */
export interface PageWords {
  readonly title: (number: string) => string
  readonly greeting: (firstName: string) => string
  readonly orderNumber: string
  readonly situations: Readonly<Record<Situation, { readonly headline: string; readonly note: string }>>
  readonly arrives: string
  readonly progress: string
  readonly steps: Readonly<Record<(typeof TRACKING_STEPS)[number], string>>
  /** Of several parcels, which one. */
  readonly parcel: (which: number, of: number) => string
  readonly carrier: string
  readonly trackingNumber: string
  readonly scans: string
  readonly noScans: string
  readonly receivedBy: string
  readonly receivedAt: string
  readonly items: string
  /** Over what staff wrote for the customer. */
  readonly notes: string
  readonly pieces: (count: string) => string
  readonly timesIn: (zone: string) => string
  readonly notFound: { readonly headline: string; readonly note: string }
}
