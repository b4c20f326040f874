import { afterEach, expect, it, vi } from 'vitest'
import { erasedMark } from '#shared/erased-customers.ts'
import { customerId } from '#shared/ids.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { makeWishCopies } from './wish-copies.ts'

const HANAKO = customerId.parse(`cus_${'1'.repeat(26)}`)

afterEach(() => vi.restoreAllMocks())

it('wishes of a customer who is erased while they are written are not kept', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0) // so that it does not wait between its tries
  const memory = makeMemoryStore()
  const store: typeof memory = {
    ...memory,
    async commit(writes) {
      await memory.commit([erasedMark(HANAKO, '2026-11-24T00:00:00.000Z')])
      return memory.commit(writes)
    },
  }
  const wishes = makeWishCopies({ store, personal: makeTestPersonal() })
  const said = { at: '2026-11-24T00:00:00.000Z', sms: { parcels: false } }
  const keeping = () => wishes.keep({ id: HANAKO, email: 'hanako@example.com' }, said)
  await expect(keeping()).rejects.toThrow()
  await keeping()
  expect(memory.all()).toMatchObject([{ pk: `ERASED#${HANAKO}` }])
})
