import middy from '@middy/core'
import { SYSTEM } from '#shared/actor.ts'
import { observed } from '#shared/observability.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makePublishDue } from '../use-cases/publish-due.ts'

const runtime = makeRuntime()

/** Each minute: shows the products whose time has come. */
export const handler = middy<unknown, void>()
  .use(observed('catalog.publish-due'))
  .handler(async (_, { awsRequestId }) => {
    const publish = makePublishDue(await runtime.commitDeps())
    await publish({ correlationId: awsRequestId, causationId: awsRequestId, actor: SYSTEM })
  })
