import * as z from 'zod/mini'
import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { nextPaymentAction } from '#contexts/payments/contract/calls.ts'
import { OFFERED_METHODS } from '#contexts/payments/contract/types.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { makeAsk } from '#shared/calls.ts'
import { readEnvironment } from '#shared/environment.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeOrderRepository } from '../adapters/order-repository.ts'
import { makeOpenDownloadPage, makeOpenFile } from '../use-cases/open-downloads.ts'
import {
  makeOpenCorrectPage,
  makeOpenPayPage,
  makeOpenPayReturnPage,
  makeOpenWithdrawPage,
} from '../use-cases/open-pages.ts'

const method = z.enum(OFFERED_METHODS)

/** What the pages for customers need, made once per cold start. */
export async function pageUseCases(runtime = makeRuntime()) {
  const settings = readEnvironment({
    STRIPE_JS_URL: z.string(),
    STRIPE_PUBLISHABLE_KEY: z.string(),
    /** Separated by spaces. */
    PAYMENT_METHODS: z.string(),
  })
  const commit = await runtime.commitDeps()
  const asking = { invoke: invokeLambda, stage: runtime.stage }
  const { STRIPE_JS_URL: scriptUrl, STRIPE_PUBLISHABLE_KEY: publishableKey } = settings
  const deps = {
    orders: makeOrderRepository(commit),
    orderTokens: runtime.orderTokens,
    clock: commit.clock,
    personal: commit.personal,
    askNextAction: makeAsk(nextPaymentAction, asking),
    askFiles: makeAsk(productFiles, asking),
    card: publishableKey ? { scriptUrl, publishableKey } : undefined,
    methods: z.array(method).parse(settings.PAYMENT_METHODS.split(' ').filter(Boolean)),
  }
  return {
    pay: makeOpenPayPage(deps),
    payReturn: makeOpenPayReturnPage(deps),
    correct: makeOpenCorrectPage(deps),
    withdraw: makeOpenWithdrawPage(deps),
    downloads: makeOpenDownloadPage(deps),
    file: makeOpenFile(deps),
  }
}
