import { setTimeout as sleep } from 'node:timers/promises'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import * as z from 'zod/mini'
import { minutes } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { count, note, observed } from '#shared/observability.ts'
import { runAudit } from './audit.ts'
import { openAuditWorld } from './open-world.ts'
import { auditText } from './report.ts'

const settings = readEnvironment({
  STAGE: z.string(),
  STATE_MACHINE_ARN: z.string(),
  STRIPE_API_URL: z._default(z.string(), ''),
  REPORTS_BUCKET: z.string(),
})

const AT_ONCE = 32
const SETTLE_MS = minutes(1)
/** For the later looks at what seems wrong, and for the report. */
const RESERVED_MS = minutes(5)

const s3 = new S3Client({})

/** The books of the whole stage, in the time that one function has; what is wrong raises an alarm. */
export const handler = middy<unknown, void, Error, Context>()
  .use(observed('audit.weekly'))
  .handler(async (_, { getRemainingTimeInMillis }) => {
    const world = openAuditWorld({
      ...{ stage: settings.STAGE, aws: {}, machine: settings.STATE_MACHINE_ARN },
      ...{ stripeApiUrl: settings.STRIPE_API_URL, stripeKey: { secret: 'stripe-audit' } },
    })
    const report = await runAudit(world, {
      atOnce: AT_ONCE,
      settle: () => sleep(SETTLE_MS),
      hasTime: () => getRemainingTimeInMillis() > RESERVED_MS,
    })
    const { startedAt, violations, finished } = report
    await keep(`${startedAt}.json`, JSON.stringify(report, null, 2), 'application/json')
    await keep(`${startedAt}.md`, auditText(report), 'text/markdown; charset=utf-8')
    note({ outcome: finished ? 'finished' : 'unfinished', count: violations.length })
    count('AuditFindings', violations.length + (finished ? 0 : 1))
  })

const keep = (Key: string, Body: string, ContentType: string) =>
  s3.send(new PutObjectCommand({ Bucket: settings.REPORTS_BUCKET, Key, Body, ContentType }))
