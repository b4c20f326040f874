import { join } from 'node:path'
import { cleanEnv, ROOT } from './places.ts'
import type { Supervisor } from './supervisor.ts'

export type SandboxOptions = {
  supervisor: Supervisor
  /** The folder under local/ with its main.ts. */
  name: 'stripe-sandbox' | 'carrier-sandbox'
  port: number
  /** Where it sends its webhooks, and the secret it signs them with. */
  webhookUrl: string
  webhookSecret: string
  /** Folder of what it keeps between two starts. */
  dir: string
}

/** Starts the stand-in of an outside service as a process of its own. */
export async function startSandbox(options: SandboxOptions) {
  const { supervisor, name, port } = options
  const url = `http://127.0.0.1:${port}`
  const program = {
    name,
    command: 'node',
    args: [join(ROOT, 'local', name, 'main.ts')],
    cwd: ROOT,
    env: {
      ...cleanEnv(),
      PORT: String(port),
      HOST: '127.0.0.1',
      WEBHOOK_URL: options.webhookUrl,
      WEBHOOK_SECRET: options.webhookSecret,
      STATE_DIR: options.dir,
    },
    graceMs: 5_000,
  }
  const { stop } = await supervisor.launch(program, `${url}/`)
  return { url, stop }
}
