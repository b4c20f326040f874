import { z } from 'zod'

const StaffAccount = z.object({ username: z.string(), password: z.string(), totpSecret: z.string() })
export type StaffAccount = z.infer<typeof StaffAccount>

/** Demo accounts by group; each signs in with a code of its TOTP secret (base32). */
export const Staff = z.record(z.enum(['support', 'warehouse', 'finance', 'admin']), StaffAccount)
export type Staff = z.infer<typeof Staff>

/** `.local/outputs.json`: where everything of a running world is and who may sign in. Nothing in it ends with a slash. */
export const Outputs = z.object({
  /** Base of the API, ends in `/v1`. */
  apiUrl: z.string(),
  siteUrl: z.string(),
  awsEndpoint: z.string(),
  docsUrl: z.string(),
  /** The page of mails and SMS; `mailUrl` + `/messages.json` lists them, with `?to=` those to somebody. */
  mailUrl: z.string(),
  stripeUrl: z.string(),
  carrierUrl: z.string(),
  webhookSecrets: z.object({ stripe: z.string(), easypost: z.string() }),
  staff: Staff,
  staffSignIn: z.object({ endpoint: z.string(), clientId: z.string(), userPoolId: z.string() }),
  /** The customers' pool; its client has a secret, so that customers sign in by the API. */
  customerSignIn: z.object({ endpoint: z.string(), clientId: z.string(), userPoolId: z.string() }),
  machineClient: z.object({
    clientId: z.string(),
    clientSecret: z.string(),
    tokenUrl: z.string(),
    /** As the token endpoint wants them, with the resource server's prefix. */
    scopes: z.array(z.string()),
  }),
  /** Table names by context. */
  tables: z.record(z.string(), z.string()),
})

export type Outputs = z.infer<typeof Outputs>

/** The stage that was deployed: names of what belongs to it begin with `cartwright-<stage>`. */
export function stageOf({ tables }: Outputs): string {
  const [, stage] = /^cartwright-([^-]+)-orders$/.exec(tables['orders'] ?? '') ?? []
  if (!stage) throw new Error(`The table of orders, ${tables['orders']}, names no stage.`)
  return stage
}
