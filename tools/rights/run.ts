import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { clientConfig } from '#local/aws.ts'
import { writeJson } from '#local/files.ts'
import type { Outputs } from '#local/outputs.ts'
import { ROOT } from '#local/places.ts'
import { synthesize } from '../../test/infra/synth.ts'
import { startCountingProxy } from '../cost/counting-proxy.ts'
import { deployedFunctions, redirect } from '../cost/deployed-functions.ts'
import { progress } from '../measure/world.ts'
import type { RightsFigures } from '../quality/figures.ts'
import { type ActionsOf, idleReasons, missing, unused } from './compare.ts'
import { grantedTo } from './granted.ts'
import { REASONS } from './reasons.ts'
import { actionsOf } from './used.ts'

/** The stage that the journeys run on, and the one whose rights matter. */
const [TRIED, MEANT] = ['test', 'prod'] as const
const COLLECT_EVERY_MS = 2_000

/** Runs tests on a Cartwright whose functions are listened to, and compares what they used with what their roles grant. */
export async function compareRights(outputs: Outputs, projects: readonly string[]): Promise<RightsFigures> {
  progress('synthesizing the roles')
  const granted = await grants()
  progress(`running ${projects.join(', ')}`)
  const { used, passed } = await actionsUsedBy(outputs, () => runTests(outputs, projects))
  const surplus = unused(granted, used, REASONS)
  return {
    testsPassed: passed,
    functions: granted.size,
    granted: sizeOf(granted),
    used: sizeOf(used),
    explained: surplus.filter(({ because }) => because !== undefined).length,
    unexplained: surplus.flatMap(({ because, ...one }) => (because === undefined ? [one] : [])),
    missing: missing(granted, used).map(({ because: _, ...one }) => one),
    idleReasons: idleReasons(surplus, REASONS).map(({ because }) => because),
  }
}

const sizeOf = (actions: ActionsOf): number => [...actions.values()].reduce((sum, { size }) => sum + size, 0)

/** Of both stages, by the names that the tried one has. */
async function grants(): Promise<ActionsOf> {
  const all = new Map(grantedTo(await synthesize(TRIED)))
  for (const [name, actions] of grantedTo(await synthesize(MEANT))) {
    const tried = name.replace(`-${MEANT}-`, `-${TRIED}-`)
    all.set(tried, new Set([...(all.get(tried) ?? []), ...actions]))
  }
  return all
}

async function actionsUsedBy(
  outputs: Outputs,
  act: () => Promise<boolean>,
): Promise<{ used: ActionsOf; passed: boolean }> {
  const used = new Map<string, Set<string>>()
  const lambda = new LambdaClient(clientConfig(outputs.awsEndpoint))
  const proxy = await startCountingProxy(outputs.awsEndpoint)
  const collect = () => {
    for (const call of proxy.take())
      for (const action of actionsOf(call)) used.set(call.by, (used.get(call.by) ?? new Set()).add(action))
  }
  // Thousands of requests with their bodies would fill the memory.
  const collecting = setInterval(collect, COLLECT_EVERY_MS)
  try {
    for (const one of await deployedFunctions(lambda, outputs.awsEndpoint))
      await redirect(lambda, one, proxy.endpointFor(one.name))
    const passed = await act()
    collect()
    return { used, passed }
  } finally {
    clearInterval(collecting)
    lambda.destroy()
    await proxy.stop()
  }
}

/** Whether all passed; what a failing one would have used may be missing. */
async function runTests(outputs: Outputs, projects: readonly string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-rights-'))
  const file = join(folder, 'outputs.json')
  writeJson(file, outputs, 0o600)
  const child = spawn('vitest', ['run', ...projects.flatMap((project) => ['--project', project])], {
    cwd: ROOT,
    stdio: ['ignore', process.stderr, 'inherit'],
    env: { ...process.env, CARTWRIGHT_OUTPUTS: file },
  })
  const [code] = await once(child, 'exit')
  rmSync(folder, { recursive: true })
  return code === 0
}
