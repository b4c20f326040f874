import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { Outputs } from '#local/outputs.ts'
import { findFreePort } from '#local/ports.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { openShop } from '#support/shop.ts'
import { runAudit } from '../audit/audit.ts'
import { openAuditWorld } from '../audit/open-world.ts'
import { settingsOfThisMachine } from '../audit/this-machine.ts'
import { stockUp } from '../measure/goods.ts'
import { lend } from '../measure/lend.ts'
import { buy, fulfill, type Scene } from '../measure/order-life.ts'
import { watchTable } from '../measure/table-watch.ts'
import { progress } from '../measure/world.ts'
import type { ForcedEndFigures } from '../quality/figures.ts'

const AT_ONCE = 4

/**
 * Orders are taken by a Cartwright on this machine whose process is killed in the same moment. The next start finds
 * what it left running, lets it keep what it has, and goes on; the orders are then brought to the doorstep.
 */
export async function endByForce(orders: number): Promise<ForcedEndFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-outage-'))
  const start = starter(folder, await findFreePort())
  let running: Running | undefined
  const stop = async () => {
    if (running) await end(running.process, 'SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  return lend(async () => {
    running = await start()
    const ids = await inScene(running.outputs, async (scene) => {
      const [sku = ''] = await stockUp(scene.shop, 1)
      progress(`placing ${orders} orders, and killing it`)
      const bought = await Promise.all(Array.from({ length: orders }, () => buy(scene, sku)))
      return bought.map(({ id }) => id)
    })
    await end(running.process, 'SIGKILL')
    running = await start()
    const { outputs } = running
    progress(`bringing ${orders} orders to the doorstep`)
    await inScene(outputs, (scene) =>
      inParallel(AT_ONCE, ids.length, (place) => fulfill(scene, ids[place] ?? '')),
    )
    const report = await runAudit(openAuditWorld(settingsOfThisMachine(outputs)), {
      ...{ atOnce: AT_ONCE, settle: () => sleep(10_000) },
    })
    const { violations } = report
    return { orders, completed: ids.length, violations: violations.flatMap(({ broken }) => broken) }
  }, stop)
}

interface Running {
  readonly process: ChildProcess
  readonly outputs: Outputs
}

const told = z.object({ outputsFile: z.string() })

const starter = (folder: string, port: number) => async (): Promise<Running> => {
  const child = fork(join(import.meta.dirname, 'start.ts'), [folder, String(port)], { execArgv: [] })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('it ended before it was up')))
  ended.catch(() => undefined)
  const [message] = await Promise.race([once(child, 'message'), ended])
  const { outputsFile } = told.parse(message)
  return { process: child, outputs: Outputs.parse(JSON.parse(readFileSync(outputsFile, 'utf8'))) }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

async function inScene<Result>(outputs: Outputs, use: (scene: Scene) => Promise<Result>): Promise<Result> {
  const watch = watchTable(outputs.awsEndpoint, outputs.tables['orders'] ?? '')
  try {
    return await use({ shop: openShop(outputs), watch })
  } finally {
    watch.close()
  }
}
