import * as z from 'zod/mini'
import { startCarrierSandbox } from './sandbox.ts'

const settings = z.object({
  PORT: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65535)), 0),
  HOST: z._default(z.string(), '127.0.0.1'),
  WEBHOOK_URL: z.optional(z.url()),
  WEBHOOK_SECRET: z._default(z.string(), ''),
  STATE_DIR: z.optional(z.string()),
})

const env = settings.parse(process.env)
if (env.WEBHOOK_URL !== undefined && env.WEBHOOK_SECRET === '') {
  throw new Error('WEBHOOK_SECRET is missing: webhooks to WEBHOOK_URL are signed with it.')
}

const sandbox = await startCarrierSandbox({
  port: env.PORT,
  host: env.HOST,
  webhookUrl: env.WEBHOOK_URL,
  webhookSecret: env.WEBHOOK_SECRET,
  stateDir: env.STATE_DIR,
})
console.log(`carrier-sandbox listening on ${sandbox.url}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void sandbox.close())
