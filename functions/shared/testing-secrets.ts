import type { SigningSecret } from './secrets.ts'

/** A secret of a test: the current text, and those before it. */
export const aSecret = (...texts: readonly [string, ...string[]]): SigningSecret => ({
  current: async () => texts[0],
  verify: async (fits) => texts.some(fits),
})
