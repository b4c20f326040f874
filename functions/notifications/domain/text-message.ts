import { carrierName } from '#contexts/shipping/contract/carrier-names.ts'
import type { TextKind } from './kinds.ts'
import type { Letterhead } from './letterhead.ts'

/** A short text for a phone: what happened, and where to see more. */
export interface TextMessage {
  readonly kind: TextKind
  readonly text: string
}

export const textMessage = (kind: TextKind, head: Letterhead, carrier: string): TextMessage => ({
  kind,
  text: head.words.texts[kind]({
    number: head.number,
    carrier: carrierName(carrier, head.language),
    url: head.trackingUrl,
  }),
})
