import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ROOT } from '#local/places.ts'

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))

/** A checkout on a machine that has Node and npm, and nothing else: no Python, not even ours. */
const machine = mkdtempSync(join(tmpdir(), 'cartwright-operate-'))
const path = join(machine, 'path')

beforeAll(() => {
  cpSync(join(ROOT, 'bin'), join(machine, 'bin'), { recursive: true })
  for (const name of ['node_modules', 'package.json', 'package-lock.json', 'tools'])
    symlinkSync(join(ROOT, name), join(machine, name))
  mkdirSync(path)
  symlinkSync(process.execPath, join(path, 'node'))
  symlinkSync(npm(), join(path, 'npm'))
})

afterAll(() => rmSync(machine, { recursive: true }))

function npm(): string {
  const { stdout } = spawnSync('which', ['npm'], { encoding: 'utf8' })
  return stdout.trim()
}

function run(script: string, ...args: string[]) {
  const [, ...command] = (scripts[script] ?? '').split(' ')
  return spawnSync(join(path, 'node'), [...command, ...args], {
    cwd: machine,
    env: { PATH: path },
    encoding: 'utf8',
  })
}

test.each([
  ['audit', '--help'],
  ['redrive', '--help'],
  ['staff-token', '--help'],
  ['republish', '--stage', 'prod'],
])('%s needs Node and npm alone', (script, ...args) => {
  const { stdout, stderr } = run(script, ...args)
  expect(stderr).not.toContain('Cartwright cannot start on this machine yet')
  expect(stdout + stderr).toContain(` ${script} -- --`)
})

test('an audit of orders that are played here says that it needs Python', () => {
  const { status, stderr } = run('audit', '--play', '5')
  expect(status).toBe(1)
  expect(stderr).toContain('Python 3.10 or newer is needed, none is on the PATH')
})
