import { randomInt } from 'node:crypto'
import { apiHandler, etag, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import * as giftCards from '../contract/gift-card-operations.ts'
import { makeIssueGiftCard } from '../use-cases/issue-gift-card.ts'
import {
  makeListGiftCardEntries,
  makeListGiftCards,
  makeReadBalance,
  makeReadGiftCard,
} from '../use-cases/read-gift-card.ts'
import { makeVoidGiftCard } from '../use-cases/void-gift-card.ts'

const deps = once(async () => ({ ...(await makeRuntime().commitDeps()), random: randomInt }))

export const handler = apiHandler('checkout.api', [
  route(giftCards.issueGiftCard, async ({ body, idempotencyKey, requestHash, cause }) => {
    const issued = await makeIssueGiftCard(await deps())({ ...body, idempotencyKey, requestHash, cause })
    if (!issued.ok) return issued
    const { id, version } = issued.value
    return reply(issued.value, { location: `/v1/gift-cards/${id}`, ...etag(version) })
  }),
  route(giftCards.listGiftCards, async ({ query }) => reply(await makeListGiftCards(await deps())(query))),
  route(giftCards.getGiftCard, async ({ params }) => {
    const found = await makeReadGiftCard(await deps())(params.giftCardId)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
  route(giftCards.listGiftCardEntries, async ({ params, query }) => {
    const found = await makeListGiftCardEntries(await deps())(params.giftCardId, query)
    return found.ok ? reply(found.value) : found
  }),
  route(giftCards.voidGiftCard, async ({ params, body, idempotencyKey, requestHash, cause }) => {
    const { giftCardId: id } = params
    const request = { id, ...body, idempotencyKey, requestHash, cause }
    const voided = await makeVoidGiftCard(await deps())(request)
    return voided.ok ? reply(voided.value, etag(voided.value.version)) : voided
  }),
  route(giftCards.readGiftCardBalance, async ({ body }) => {
    const found = await makeReadBalance(await deps())(body)
    return found.ok ? reply(found.value) : found
  }),
])
