import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds: several times what the work takes once the function and its keys are there. */
export const EVEN_TIME = 500

/**
 * Answers no sooner than after `EVEN_TIME`: for an address that has an account other keys are opened and other mails
 * begun than for one that has none, and nobody is to tell them apart by the clock.
 */
export async function inEvenTime<Result>(work: Promise<Result>): Promise<Result> {
  const [result] = await Promise.all([work, sleep(EVEN_TIME)])
  return result
}
