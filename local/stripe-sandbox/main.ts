import * as z from 'zod/mini'
import { startStripeSandbox } from './sandbox.ts'

export { type SandboxOptions, type StripeSandbox, startStripeSandbox } from './sandbox.ts'

const environment = z.object({
  PORT: z._default(z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535)), 0),
  HOST: z._default(z.string(), '127.0.0.1'),
  WEBHOOK_URL: z.optional(z.url()),
  WEBHOOK_SECRET: z._default(z.string(), ''),
  /** Event types, separated by commas. */
  WEBHOOK_TYPES: z.optional(z.string()),
  STATE_DIR: z.optional(z.string()),
})

async function main() {
  const settings = environment.safeParse(process.env, { error: z.locales.en().localeError })
  if (!settings.success) {
    console.error(`The environment of stripe-sandbox is not right.\n${z.prettifyError(settings.error)}`)
    process.exit(1)
  }
  const { PORT, HOST, WEBHOOK_URL, WEBHOOK_SECRET, WEBHOOK_TYPES, STATE_DIR } = settings.data
  const sandbox = await startStripeSandbox({
    port: PORT,
    host: HOST,
    webhookUrl: WEBHOOK_URL,
    webhookSecret: WEBHOOK_SECRET,
    webhookTypes: WEBHOOK_TYPES?.split(','),
    stateDirectory: STATE_DIR,
  })
  console.log(`stripe-sandbox listening on ${sandbox.url}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
  }
}

if (import.meta.main) await main()
