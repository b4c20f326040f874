import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Outputs } from '#local/outputs.ts'
import { findFreePort } from '#local/ports.ts'
import { screenSteps } from '#local/steps.ts'
import { openWorld } from '#local/world.ts'
import { lend } from './lend.ts'

/**
 * Lends a running Cartwright: the one whose `outputs.json` is named, or else one of its own, in a folder and
 * on ports of its own, that is stopped and thrown away in the end. What it tells goes to stderr.
 */
export async function withWorld<Result>(
  outputsFile: string | undefined,
  use: (outputs: Outputs) => Promise<Result>,
  stage: 'local' | 'test' = 'local',
): Promise<Result> {
  if (outputsFile) return use(Outputs.parse(JSON.parse(readFileSync(outputsFile, 'utf8'))))
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-measure-'))
  const world = await openWorld({
    ...{ stage, folder, sitePort: await findFreePort(), keep: false },
    steps: screenSteps(process.stderr),
  })
  const stop = async () => {
    await world.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return lend(async () => use(await world.start()), stop)
}

/** Tells the one who waits at the screen; figures alone go to stdout. */
export const progress = (line: string): void => {
  process.stderr.write(`  ${line}\n`)
}
