import { describe, expect, it } from 'vitest'
import type { Actor } from '#shared/actor.ts'
import { giftCardId } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'

import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { entryOf, makeGiftCardRepository } from '../adapters/gift-card-repository.ts'
import { makeGiftCardCode } from '../contract/gift-card-code.ts'
import { cardViolations } from '../domain/invariants.ts'
import { makeIssueGiftCard } from './issue-gift-card.ts'
import { makeListGiftCardEntries, makeReadBalance, makeReadGiftCard } from './read-gift-card.ts'
import { ids, NOW } from './testing.ts'
import { makeVoidGiftCard } from './void-gift-card.ts'

const JPY = currency.parse('JPY')
const STAFF: Actor = { kind: 'staff', id: 'clerk' }
const cause = { correlationId: 'req-1', causationId: 'req-1', actor: STAFF }

function givenCards() {
  let drawn = 0
  const deps = {
    store: makeMemoryStore(),
    clock: { now: () => NOW },
    ids,
    personal: makeTestPersonal(),
    random: (below: number) => {
      drawn += 7
      return drawn % below
    },
  }
  const cards = makeGiftCardRepository(deps)
  const issue = makeIssueGiftCard(deps)
  const empty = makeVoidGiftCard(deps)
  return {
    deps,
    read: makeReadGiftCard(deps),
    entries: makeListGiftCardEntries(deps),
    balance: makeReadBalance(deps),
    issue: (key = 'key-1', amount = 5_000) =>
      issue({ amount: of(amount, JPY), idempotencyKey: key, requestHash: String(amount), cause }),
    voidCard: (id: string, key = 'void-1', reason = 'lost') =>
      empty({ id: giftCardId.parse(id), reason, idempotencyKey: key, requestHash: reason, cause }),
    async broken(given: string) {
      const id = giftCardId.parse(given)
      const card = await cards.load(id)
      if (!card) throw new Error(`there is no card ${id}`)
      const { events } = await cards.entries(id)
      return cardViolations({ card, entries: events.map(entryOf), holds: await cards.holds(id) })
    },
  }
}

async function givenCard() {
  const world = givenCards()
  const made = await world.issue()
  if (!made.ok || !made.value.code) throw new Error('no card was issued')
  return { ...world, card: made.value, code: made.value.code }
}

describe('issuing a gift card', () => {
  it('answers its code once, and keeps it nowhere', async () => {
    const { card, code, issue, deps, broken } = await givenCard()
    expect(card).toMatchObject({ status: 'active', issued: of(5_000, JPY), available: of(5_000, JPY) })
    const written = JSON.stringify(deps.store.all()).toUpperCase()
    expect(written).toContain(card.id.toUpperCase())
    expect(written).not.toContain(code)
    expect(written).not.toContain(code.replaceAll('-', ''))
    const again = await issue()
    expect(again).toMatchObject({ ok: true, value: { id: card.id } })
    expect(again).not.toHaveProperty('value.code')
    expect(await broken(card.id)).toEqual([])
  })

  it('issues another for another key, and none for a key that was used for another amount', async () => {
    const { card, issue } = await givenCard()
    expect(await issue('key-1', 1)).toMatchObject({ ok: false, code: 'idempotency_key_reused' })
    const other = await issue('key-2')
    expect(other.ok && other.value.id).not.toBe(card.id)
  })

  it('issues one where a request races with its twin', async () => {
    const { issue, deps } = givenCards()
    const twins = await Promise.all([issue(), issue()])
    expect(new Set(twins.map((one) => one.ok && one.value.id)).size).toBe(1)
    expect(deps.store.all().filter(({ sk }) => sk === 'HEADER')).toHaveLength(1)
  })
})

describe('asking for the balance', () => {
  it('tells whoever has the code', async () => {
    const { balance, card, code } = await givenCard()
    expect(await balance({ code: code.toLowerCase() })).toEqual({
      ok: true,
      value: { id: card.id, status: 'active', lastFour: code.slice(-4), available: of(5_000, JPY) },
    })
  })

  it('tells a mistyped code from one that nobody has', async () => {
    const { balance, code } = await givenCard()
    const mistyped = await balance({ code: `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}` })
    expect(mistyped).toMatchObject({ code: 'not_found', detail: expect.stringContaining('mistyped') })
    const unknown = await balance({ code: makeGiftCardCode(() => 1) })
    expect(unknown).toMatchObject({ code: 'not_found', detail: expect.stringContaining('No gift card') })
  })
})

describe('voiding a gift card', () => {
  it('takes off what is available, and says who did it and why', async () => {
    const { card, voidCard, entries, broken } = await givenCard()
    const voided = await voidCard(card.id)
    expect(voided).toMatchObject({
      value: { status: 'voided', available: of(0, JPY), voided: of(5_000, JPY) },
    })
    expect(await voidCard(card.id)).toEqual(voided)
    expect(await entries(card.id, { limit: 20 })).toMatchObject({
      value: {
        items: [
          { kind: 'issued', amount: of(5_000, JPY), available: of(5_000, JPY) },
          { kind: 'voided', amount: of(5_000, JPY), available: of(0, JPY), reason: 'lost', actor: STAFF },
        ],
        nextCursor: null,
      },
    })
    expect(await broken(card.id)).toEqual([])
  })

  it('refuses a key that voided for another reason', async () => {
    const { card, voidCard } = await givenCard()
    await voidCard(card.id)
    expect(await voidCard(card.id, 'void-1', 'stolen')).toMatchObject({ code: 'idempotency_key_reused' })
  })

  it('knows no card that is not there', async () => {
    const { voidCard, read, entries } = givenCards()
    const id = giftCardId.parse(`gft_${'0'.repeat(26)}`)
    const missing = { ok: false, code: 'not_found' }
    expect(await voidCard(id)).toMatchObject(missing)
    expect(await read(id)).toMatchObject(missing)
    expect(await entries(id, { limit: 20 })).toMatchObject(missing)
  })
})
