import * as z from 'zod/mini'
import { consumerHandler } from '#shared/consumer.ts'
import { readEnvironment } from '#shared/environment.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeCarrierFor } from '../adapters/carriers.ts'
import { makeShipping } from '../use-cases/shipping.ts'
import { listeners } from './listeners.ts'

const { EASYPOST_API_URL } = readEnvironment({ EASYPOST_API_URL: z._default(z.string(), '') })
const runtime = makeRuntime()
const carrierFor = makeCarrierFor(runtime, EASYPOST_API_URL)
const shipping = async () => makeShipping({ ...(await runtime.commitDeps()), carrierFor })

export const handler = consumerHandler('shipping.on-event', listeners(shipping), runtime.personal)
