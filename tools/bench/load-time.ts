import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insightsSettingsOf, stageConfig } from '#lib/config.ts'
import { cleanEnv } from '#local/places.ts'
import { median } from '../measure/percentiles.ts'

/** What functions read of their environment when they are loaded; each takes what it knows. */
const ENVIRONMENT = {
  STAGE: 'prod',
  TABLE_NAME: 'a-table',
  BUCKET_NAME: 'a-bucket',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  SITE_URL: 'https://shop.example',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:order',
  FAILED_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/failed',
  STAFF_USER_POOL_ID: 'us-east-1_000000000',
  CLIENT_IDS: 'one two',
  INSIGHTS_SETTINGS: JSON.stringify(insightsSettingsOf(stageConfig('prod'))),
  SENDER_EMAIL: 'orders@shop.example',
  ...Object.fromEntries(
    Object.entries(stageConfig('prod').deadlines).map(([name, seconds]) => [
      `${name.toUpperCase()}_DEADLINE_SECONDS`,
      String(seconds),
    ]),
  ),
}

/** Ends at once, whatever the function has opened. */
const TIMED_REQUIRE = `
  const began = performance.now()
  require('./index.js')
  process.stdout.write(String(performance.now() - began), () => process.exit(0))`

/**
 * How long Node takes to load a bundle, in milliseconds: the median of several new processes, without the start
 * of Node itself. Throws, with what the bundle said, where it cannot be loaded.
 */
export function loadMsOf(bundle: string, times: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-load-'))
  try {
    copyFileSync(bundle, join(folder, 'index.js'))
    writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }')
    return median(Array.from({ length: times }, () => loadOnce(folder)))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function loadOnce(folder: string): number {
  const { status, stdout, stderr } = spawnSync('node', ['--eval', TIMED_REQUIRE], {
    cwd: folder,
    env: { ...cleanEnv(), ...ENVIRONMENT },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`a bundle could not be loaded: ${reasonIn(stderr)}`)
  return Number(stdout)
}

/** Node shows the line that threw first, and a bundle is one line. */
const reasonIn = (stderr: string): string =>
  stderr.split('\n').find((line) => /^\w*(Error|Fault)\b/.test(line)) ?? stderr.slice(-500)
