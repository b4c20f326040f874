import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readJson } from './files.ts'
import { ROOT } from './places.ts'
import { type Sum, sumOf, VitestReport } from './vitest-sum.ts'

/** Tests that need no deployed Cartwright: the others wait most of their time, so these run beside them. */
const BY_THEMSELVES = ['unit', 'tools', 'contract', 'infra', 'simulation', 'model']

/**
 * `npm test`: formatting and lint, types, the generated documents and all tests that need no deployed Cartwright;
 * beside them those that do. A step that fails does not keep the next from running.
 * `npm test -- <filters>` runs only the tests that vitest finds for them.
 */
async function main(): Promise<void> {
  const filters = process.argv.slice(2)
  const results =
    filters.length > 0
      ? [await runTests(filters)]
      : await Promise.all([runTests(BY_THEMSELVES.map((name) => `--project=!${name}`)), runByThemselves()])
  const failed = results.flatMap(({ failures = [] }) => failures)
  const count = (of: keyof Sum) => results.reduce((all, { sum }) => all + sum[of], 0)
  if (failed.length > 0) console.log(`\nFailed beside the tests: ${failed.join(', ')}.`)
  console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
  const code = results.find((one) => one.code !== 0)?.code ?? 0
  process.exit(failed.length > 0 || count('failed') > 0 ? 1 : code)
}

/** They give way to those that wait for their deadlines; what they say is shown when they are done. */
async function runByThemselves(): Promise<TestRun> {
  const failures: string[] = []
  for (const { name, command, args } of checks())
    if ((await run(command, args, `── ${name}`)) !== 0) failures.push(name)
  const projects = BY_THEMSELVES.map((name) => `--project=${name}`)
  return { ...(await runTests(projects, '── tests that need no deployed Cartwright')), failures }
}

type Check = { name: string; command: string; args: string[] }

function checks(): Check[] {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))
  const all: Check[] = [
    { name: 'formatting and lint', command: 'biome', args: ['check', '.'] },
    { name: 'types', command: 'tsc', args: ['--noEmit'] },
  ]
  if (scripts['docs'] === undefined) return all
  return [
    ...all,
    { name: 'generated documents', command: 'npm', args: ['run', '--silent', 'docs', '--', '--check'] },
  ]
}

interface TestRun {
  readonly code: number
  readonly sum: Sum
  readonly failures?: readonly string[]
}

async function runTests(args: string[], title?: string): Promise<TestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-vitest-'))
  const outputFile = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`]
    const code = await run('vitest', ['run', ...reporters, ...args], title)
    const report = readJson(outputFile, VitestReport)
    return { code, sum: report ? sumOf(report) : { passed: 0, failed: 1, skipped: 0 } }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const running = new Set<ChildProcess>()

/**
 * Runs a program of node_modules/.bin on our screen. With a title it gives way to what has none, and is shown under
 * it when it is done. A signal to us goes on to it.
 */
function run(command: string, args: string[], title?: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: title ? 'pipe' : 'inherit' })
    const said: Buffer[] = []
    running.add(child)
    if (title && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => said.push(data))
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('close', (code) => {
      running.delete(child)
      if (title) process.stdout.write(`\n${title}\n${Buffer.concat(said)}`)
      resolve(code ?? 1)
    })
  })
}

async function stop(): Promise<void> {
  const ends = [...running].map((child) => once(child, 'exit'))
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(ends)
  process.exit(130)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
process.on('disconnect', stop)
await main()
