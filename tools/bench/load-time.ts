import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnv } from '#local/places.ts'
import { median } from '../measure/percentiles.ts'

/** What Lambda itself tells every function. */
const OF_LAMBDA = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }

/** More than any bundle has, as Node shows the whole line that threw. */
const MAX_SAID_BYTES = 64 * 1024 * 1024

/** Ends at once, whatever the function has opened. */
const TIMED_REQUIRE = `
  const began = performance.now()
  require('./index.js')
  process.stdout.write(String(performance.now() - began), () => process.exit(0))`

export interface Loading {
  /** In how many processes. */
  readonly times: number
  /** What the function reads of its environment when it is loaded. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * How long Node takes to load a bundle, in milliseconds: the median of several new processes, without the start
 * of Node itself. Throws, with what the bundle said, where it cannot be loaded.
 */
export function loadMsOf(bundle: string, { times, environment }: Loading): number {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-load-'))
  try {
    copyFileSync(bundle, join(folder, 'index.js'))
    writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }')
    return median(Array.from({ length: times }, () => loadOnce(folder, environment)))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function loadOnce(folder: string, environment: Loading['environment']): number {
  const { status, stdout, stderr } = spawnSync('node', ['--eval', TIMED_REQUIRE], {
    cwd: folder,
    env: { ...cleanEnv(), ...OF_LAMBDA, ...environment },
    encoding: 'utf8',
    maxBuffer: MAX_SAID_BYTES,
  })
  if (status !== 0) throw new Error(`a bundle could not be loaded: ${reasonIn(stderr)}`)
  return Number(stdout)
}

/** Node shows the line that threw first, and a bundle is one line. */
const reasonIn = (stderr: string): string =>
  stderr.split('\n').find((line) => /^\w*(Error|Fault)\b/.test(line)) ?? stderr.slice(-500)
