import { isReadableCode, makeReadableCode } from '#shared/readable-code.ts'

const LENGTH = 8

/** An order number: seven random characters and a check character. */
export const makeOrderNumber = (random: (below: number) => number): string => makeReadableCode(LENGTH, random)

export const isOrderNumber = (text: string): boolean => isReadableCode(text, LENGTH)
