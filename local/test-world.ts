import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hurryMinutes } from './minutes.ts'
import { ROOT } from './places.ts'
import { findFreePort } from './ports.ts'
import { silentSteps } from './steps.ts'
import { openWorld } from './world.ts'

/** What the world tells the process that started it, once. */
export type WorldReport = { outputsFile: string } | { problem: string }

/** Where the logs of the last test world are. */
export const TEST_LOGS = join(ROOT, '.local', 'test-logs')

/**
 * A world for tests, in a folder and on ports of its own, as a process that ends when its parent does, so that a
 * killed test run leaves nothing behind.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-test-'))
  const world = await openWorld({
    ...{ stage: 'test', folder, sitePort: await findFreePort(), keep: false, steps: silentSteps },
  })
  let ending = false
  let letMinutesPass = () => {}
  const end = async () => {
    if (ending) return
    ending = true
    letMinutesPass()
    await world.stop()
    rmSync(TEST_LOGS, { recursive: true, force: true })
    if (existsSync(join(folder, 'logs'))) cpSync(join(folder, 'logs'), TEST_LOGS, { recursive: true })
    rmSync(folder, { recursive: true, force: true })
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  process.on('disconnect', end)

  try {
    const { awsEndpoint } = await world.start()
    letMinutesPass = await hurryMinutes(awsEndpoint)
    report({ outputsFile: join(folder, 'outputs.json') })
  } catch (error) {
    if (!ending) report({ problem: error instanceof Error ? error.message : String(error) })
    await end()
  }
}

function report(message: WorldReport): void {
  process.send?.(message)
}

if (import.meta.main) await main()
