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

/** State is saved on a graceful stop only, which takes longer the more workers there are. */
export const EMULATOR_GRACE_MS = 30_000

/** Starts MiniStack, the local AWS, on 127.0.0.1; see local/README.md for what it does and does not do. */
export async function startEmulator({ supervisor, port, dir, keep }: EmulatorOptions) {
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
    graceMs: EMULATOR_GRACE_MS,
  }
  const { stop } = await supervisor.launch(program, `${endpoint}/_ministack/health`)
  return { endpoint, stop }
}
