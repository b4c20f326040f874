import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SNSClient } from '@aws-sdk/client-sns'
import * as z from 'zod/mini'
import { makeCartTokens } from '#contexts/checkout/contract/cart-tokens.ts'
import { readEnvironment } from '#shared/environment.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeAwsPostman } from '../adapters/aws-postman.ts'
import { makeContactCopies } from '../adapters/contact-copies.ts'
import { makeDeliveryLog } from '../adapters/delivery-log.ts'
import { makeWishCopies } from '../adapters/wish-copies.ts'
import { quietHoursOf } from '../domain/quiet-hours.ts'
import type { NotificationDeps } from '../use-cases/ports.ts'

export async function notificationDeps(runtime = makeRuntime()): Promise<NotificationDeps> {
  const settings = readEnvironment({
    SITE_URL: z.string(),
    SENDER_EMAIL: z.string(),
    SENDER_NAME: z.string(),
    CONFIGURATION_SET: z.string(),
    QUIET_HOURS: z.string(),
  })
  const commit = await runtime.commitDeps()
  const sender = { email: settings.SENDER_EMAIL, name: settings.SENDER_NAME }
  return {
    clock: commit.clock,
    personal: commit.personal,
    orderTokens: runtime.orderTokens,
    cartTokens: makeCartTokens(runtime.secrets.signing('tokens')),
    siteUrl: settings.SITE_URL,
    quietHours: quietHoursOf(settings.QUIET_HOURS),
    deliveries: makeDeliveryLog(commit),
    contacts: makeContactCopies(commit),
    wishes: makeWishCopies(commit),
    postman: makeAwsPostman({
      ses: new SESv2Client({}),
      sns: new SNSClient({}),
      sender,
      configurationSet: settings.CONFIGURATION_SET,
      clock: commit.clock,
    }),
  }
}
