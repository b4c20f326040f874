import { callableHandler } from '#shared/calls.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { holdGiftCards } from '../../contract/calls.ts'
import { makeHoldGiftCards } from '../../use-cases/hold-gift-cards.ts'

const deps = once(() => makeRuntime().commitDeps())

export const handler = callableHandler(holdGiftCards, async (request) =>
  makeHoldGiftCards(await deps())(request),
)
