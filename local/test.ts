import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readJson } from './files.ts'
import { ROOT } from './places.ts'
import { type Sum, sumOf, VitestReport } from './vitest-sum.ts'

/**
 * `npm test`: formatting and lint, types, the generated documents, then all tests; a step that fails does not keep
 * the next from running. `npm test -- <filters>` runs only the tests that vitest finds for them.
 */
async function main(): Promise<void> {
  const filters = process.argv.slice(2)
  const failed: string[] = []
  for (const { name, command, args } of filters.length > 0 ? [] : checks()) {
    console.log(`\n── ${name}`)
    if ((await run(command, args)) !== 0) failed.push(name)
  }
  console.log('\n── tests')
  const { code, sum } = await runTests(filters)
  if (failed.length > 0) console.log(`\nFailed before the tests: ${failed.join(', ')}.`)
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  process.exit(failed.length > 0 || sum.failed > 0 ? 1 : code)
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

async function runTests(filters: string[]): Promise<{ code: number; sum: Sum }> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-vitest-'))
  const outputFile = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`]
    const code = await run('vitest', ['run', ...reporters, ...filters])
    const report = readJson(outputFile, VitestReport)
    return { code, sum: report ? sumOf(report) : { passed: 0, failed: 1, skipped: 0 } }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

let current: ChildProcess | undefined

/** Runs a program of node_modules/.bin on our screen; a signal to us goes on to it, and nothing comes after. */
function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    current = spawn(command, args, { cwd: ROOT, stdio: 'inherit' })
    current.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    current.once('exit', (code) => resolve(code ?? 1))
  })
}

function stop(): void {
  current?.once('exit', () => process.exit(130))
  current?.kill('SIGTERM')
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
process.on('disconnect', stop)
await main()
