import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rewindStreams } from './emulator-state.ts'
import { cleanEnv, ROOT } from './places.ts'
import type { Supervisor } from './supervisor.ts'

export type EmulatorOptions = {
  supervisor: Supervisor
  port: number
  /** Folder of what it keeps between two starts. */
  dir: string
  /** Whether the data outlives a stop. */
  keep: boolean
}

const HEALTH = '/_ministack/health'

/** State is saved on a graceful stop only, which takes longer the more workers there are. */
export const EMULATOR_GRACE_MS = 30_000

/**
 * How long a function's processes outlive a rush, but for its first: 35 MB each, of a hundred functions. By MiniStack's
 * own five minutes, a run of the tests has filled 24 GB with them.
 */
const WARM_SECONDS = 30

/** Starts MiniStack, the local AWS, on 127.0.0.1 and returns its address. */
export async function startEmulator({ supervisor, port, dir, keep }: EmulatorOptions): Promise<string> {
  const state = join(dir, 'state')
  const scratch = join(dir, 'tmp')
  rmSync(scratch, { recursive: true, force: true })
  for (const folder of [state, scratch]) mkdirSync(folder, { recursive: true })
  // Functions are unpacked here, below our own package.json, which says that .js files are ES modules.
  writeFileSync(join(scratch, 'package.json'), '{ "type": "commonjs" }')
  rewindStreams(state)
  const endpoint = `http://127.0.0.1:${port}`
  const program = {
    name: 'emulator',
    command: join(ROOT, '.venv', 'bin', 'ministack'),
    args: [],
    cwd: dir,
    env: {
      ...cleanEnv(),
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      LAMBDA_EXECUTOR: 'local',
      LAMBDA_WARM_TTL_SECONDS: String(WARM_SECONDS),
      NODE_PATH: join(ROOT, 'node_modules'),
      NODE_COMPILE_CACHE: join(dir, 'compile-cache'),
      PERSIST_STATE: keep ? '1' : '0',
      S3_PERSIST: keep ? '1' : '0',
      STATE_DIR: state,
      S3_DATA_DIR: join(dir, 's3'),
      TMPDIR: scratch,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
    },
    graceMs: keep ? EMULATOR_GRACE_MS : 0,
  }
  await supervisor.launch(program, `${endpoint}${HEALTH}`)
  return endpoint
}

/** Hands the address of a running emulator back; throws unless a MiniStack answers there. */
export async function assertIsEmulator(endpoint: string): Promise<string> {
  const answer = await fetch(`${endpoint}${HEALTH}`).catch((cause: unknown) => {
    throw new Error(`Nothing answers at AWS_ENDPOINT_URL, ${endpoint}. Start MiniStack there, or unset it.`, {
      cause,
    })
  })
  if (answer.ok) return endpoint.replace(/\/+$/, '')
  throw new Error(`AWS_ENDPOINT_URL, ${endpoint}, is no MiniStack: ${HEALTH} answers ${answer.status}.`)
}
