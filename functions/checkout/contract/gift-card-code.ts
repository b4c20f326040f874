import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { type GiftCardId, giftCardId, timelessPartOf } from '#shared/ids.ts'
import { isReadableCode, makeReadableCode } from '#shared/readable-code.ts'

/** Nineteen random characters, 94 bits, and a check character. */
const LENGTH = 20
const GROUP = 4

/** As people type a code: spaces and dashes may stand anywhere, and small letters are as good. */
export const giftCardCode = z.string().check(z.regex(/^[0-9A-Za-z -]{1,40}$/))

/** A new code as it is shown, in groups of four; `random` must be one that nobody can foretell. */
export function makeGiftCardCode(random: (below: number) => number): string {
  const code = makeReadableCode(LENGTH, random)
  return Array.from({ length: LENGTH / GROUP }, (_, group) =>
    code.slice(group * GROUP, (group + 1) * GROUP),
  ).join('-')
}

/**
 * The id of the card with this code; undefined where its check character is wrong. The code itself is kept
 * nowhere: the id is a hash of it, of which there is no way back, as the code is too long to be guessed.
 */
export function giftCardIdOf(code: string): GiftCardId | undefined {
  const plain = plainCode(code)
  if (!isReadableCode(plain, LENGTH)) return undefined
  const hash = createHash('sha256').update(`cartwright/gift-card:${plain}`).digest()
  return giftCardId.parse(`gft_${timelessPartOf(hash)}`)
}

/** By which people tell their cards apart. */
export const lastFourOf = (code: string): string => plainCode(code).slice(-GROUP)

const plainCode = (code: string): string => code.replaceAll(/[\s-]/g, '').toUpperCase()
