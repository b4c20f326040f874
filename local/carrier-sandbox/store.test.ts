import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from './store.ts'

describe('the store', () => {
  let stateDir: string
  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'carrier-sandbox-'))
  })
  afterEach(() => rm(stateDir, { recursive: true }))

  it('finds again what was written, also by the second key', async () => {
    const store = await openStore(stateDir)
    store.pendingEvents.put({ id: 'evt_1', trackerId: 'trk_1', body: '{}' })
    await store.flush()

    const again = await openStore(stateDir)

    expect(again.pendingEvents.get('evt_1')).toEqual({ id: 'evt_1', trackerId: 'trk_1', body: '{}' })
    expect(await readdir(stateDir)).toEqual(['state.json'])
  })

  it('says which file is not a state', async () => {
    await writeFile(join(stateDir, 'state.json'), '{"shipments": 1}')

    await expect(openStore(stateDir)).rejects.toThrow(`${stateDir}/state.json is not a state`)
  })
})
