import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openStateFile } from './state-file.ts'
import { givenEndpoint, givenSandbox, held } from './testing.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'))
})
afterAll(() => rm(directory, { recursive: true }))
afterEach(() => {
  vi.useRealTimers()
})

test('a second start knows the payments, the keys and the events not yet delivered', async () => {
  const stateDirectory = join(directory, 'kept')
  const options = { idempotencyKey: 'op-kept' }
  const deaf = await givenEndpoint(() => 503)
  const first = await givenSandbox({ stateDirectory, webhookUrl: deaf.url, webhookRetryMs: 60_000 })
  const { id } = await first.stripe.paymentIntents.create(held(), options)
  await first.close()
  await deaf.close()
  expect(await readdir(stateDirectory)).toEqual(['state.json'])

  const endpoint = await givenEndpoint()
  const second = await givenSandbox({ stateDirectory, webhookUrl: endpoint.url })
  expect((await second.stripe.paymentIntents.create(held(), options)).id).toBe(id)
  await endpoint.until(() => endpoint.types().includes('payment_intent.amount_capturable_updated'))
  expect((await second.stripe.paymentIntents.capture(id)).status).toBe('succeeded')
  await second.close()
  await endpoint.close()
})

test('nothing is written any more after it was closed', async () => {
  const file = await openStateFile(join(directory, 'closed'))
  await file.close()
  vi.useFakeTimers()
  file.saveSoon()
  expect(vi.getTimerCount()).toBe(0)
})

test('a file that is no state stops the start and says what to do', async () => {
  await writeFile(join(directory, 'state.json'), 'half a fi')
  await expect(openStateFile(directory)).rejects.toThrow('Remove it to begin anew.')
})
