import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import * as z from 'zod/mini'
import { Outputs } from '#local/outputs.ts'
import { ROOT } from '#local/places.ts'

declare module 'vitest' {
  interface ProvidedContext {
    outputs: Outputs
  }
}

const Report = z.union([z.object({ outputsFile: z.string() }), z.object({ problem: z.string() })])

type TestWorld = { outputs: Outputs; stop(): Promise<void> }

declare global {
  /** One world serves all projects of a run; each of them loads this file anew. */
  var cartwrightTestWorld: { started: Promise<TestWorld>; users: number } | undefined
}

/**
 * Starts a deployed Cartwright before the first test of a project, and stops it after the last project's last one.
 * With `CARTWRIGHT_OUTPUTS` set to the `outputs.json` of a running one, that one is used.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  globalThis.cartwrightTestWorld ??= { started: theWorld(), users: 0 }
  const shared = globalThis.cartwrightTestWorld
  shared.users += 1
  const world = await shared.started
  project.provide('outputs', world.outputs)
  return async () => {
    shared.users -= 1
    if (shared.users === 0) await world.stop()
  }
}

function theWorld(): Promise<TestWorld> {
  const running = process.env['CARTWRIGHT_OUTPUTS']
  return running ? useWorld(running) : startWorld()
}

async function useWorld(outputsFile: string): Promise<TestWorld> {
  return { outputs: readOutputs(outputsFile), stop: async () => undefined }
}

async function startWorld(): Promise<TestWorld> {
  const child = fork(join(ROOT, 'local', 'test-world.ts'), { execArgv: [] })
  const exited = once(child, 'exit')
  const [message] = await Promise.race([
    once(child, 'message'),
    exited.then(() => [{ problem: 'It ended at once.' }]),
  ])
  const report = Report.parse(message)
  if ('problem' in report) throw new Error(`The world for the tests did not start. ${report.problem}`)
  return {
    outputs: readOutputs(report.outputsFile),
    async stop() {
      if (child.connected) child.disconnect()
      await exited
    },
  }
}

function readOutputs(file: string): Outputs {
  return Outputs.parse(JSON.parse(readFileSync(file, 'utf8')))
}
