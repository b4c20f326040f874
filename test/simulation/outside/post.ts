import type { Kind } from '#contexts/notifications/domain/kinds.ts'
import type { Postman } from '#contexts/notifications/use-cases/ports.ts'
import { isDoubled } from '../ports.ts'

/** A message that reached somebody. */
export interface Letter {
  readonly channel: 'email' | 'sms'
  readonly to: string
  readonly kind: Kind
  /** The same for each copy of one message; of texts, what they say. */
  readonly reference: string
  /** By which bounces name it; it says nothing of whom it went to. */
  readonly providerId: string
  /** How often it was sent. */
  copies: number
}

/** Mail and SMS, which keep what is sent. */
export function makePost() {
  const letters = new Map<string, Letter>()
  function send(letter: Omit<Letter, 'copies' | 'providerId'>): { outcome: 'accepted'; providerId: string } {
    const key = `${letter.channel} ${letter.to} ${letter.reference}`
    const known = letters.get(key)
    const providerId = known?.providerId ?? `sent-${letters.size + 1}`
    if (known && !isDoubled()) known.copies += 1
    if (!known) letters.set(key, { ...letter, providerId, copies: 1 })
    return { outcome: 'accepted', providerId }
  }
  const postman: Postman = {
    mail: async (to, { kind }, reference) => send({ channel: 'email', to, kind, reference }),
    text: async (to, { kind, text }) => send({ channel: 'sms', to, kind, reference: text }),
  }
  return { postman, letters: () => [...letters.values()] }
}
