import { callableHandler } from '#shared/calls.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { withdrawGiftCards } from '../../contract/calls.ts'
import { makeWithdrawGiftCards } from '../../use-cases/withdraw-gift-cards.ts'

const deps = once(() => makeRuntime().commitDeps())

export const handler = callableHandler(withdrawGiftCards, async (request) =>
  makeWithdrawGiftCards(await deps())(request),
)
