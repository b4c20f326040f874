import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmulator } from '#local/emulator.ts'
import { takeLock } from '#local/lock.ts'
import { findFreePort } from '#local/ports.ts'
import { makeSupervisor } from '#local/supervisor.ts'
import { lend } from './lend.ts'

/** Lends a bare local AWS, on which nothing is deployed, in a folder of its own that is thrown away in the end. */
export async function withEmulator<Result>(use: (endpoint: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-emulator-'))
  const lock = await takeLock(join(folder, 'lock.json'), 0)
  const supervisor = makeSupervisor({ logs: join(folder, 'logs'), lock })
  const stop = async () => {
    await supervisor.stopAll()
    rmSync(folder, { recursive: true, force: true })
  }
  const start = async () =>
    startEmulator({ supervisor, port: await findFreePort(), dir: join(folder, 'emulator'), keep: false })
  return lend(async () => use(await start()), stop)
}
