import { ArnFormat, Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { redeemPromotions, releasePromotions, withdrawGiftCards } from '#contexts/checkout/contract/calls.ts'
import { reallocateStock } from '#contexts/inventory/contract/calls.ts'
import {
  claimHandOver,
  closeOrder,
  completeOrder,
  confirmOrder,
  lookAtOrder,
  ordersOfQuotes,
  screenOrder,
} from '#contexts/orders/contract/calls.ts'
import { forgetPeople, ordersOfCustomer, tellOrdersHeld } from '#contexts/orders/contract/customer-calls.ts'
import { operations } from '#contexts/orders/contract/operations.ts'
import {
  jobSubscriptions,
  starterSubscriptions,
  subscriptions,
} from '#contexts/orders/contract/subscriptions.ts'
import {
  authorizePayment,
  capturePayment,
  nextPaymentAction,
  refundPayment,
  renewAuthorization,
  voidPayment,
} from '#contexts/payments/contract/calls.ts'
import { changeRecipient } from '#contexts/shipping/contract/calls.ts'
import { stateMachineName } from '#shared/names.ts'
import { counted, raiseAlarm } from '../constructs/alarms.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { explain } from '../constructs/explain.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import type { ServiceFunction } from '../constructs/service-function.ts'
import { orderSettingsOf } from '../order-settings.ts'
import { ContextStack, type Needs } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

/** Steps that read what they know by its key. */
const TASKS = [lookAtOrder, completeOrder]

/** What is asked of other contexts outside of the workflow. */
const OUTSIDE = [
  authorizePayment,
  renewAuthorization,
  capturePayment,
  voidPayment,
  refundPayment,
  reallocateStock,
  changeRecipient,
  withdrawGiftCards,
]

export class OrdersStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Orders', 'orders', platform, ['deletes'])
    const { config } = platform
    const environment = { ORDER_SETTINGS: JSON.stringify(orderSettingsOf(config)) }
    const changes: Needs = { secrets: ['personal'], environment }
    const asks: Needs = { ...changes, calls: OUTSIDE }
    const shows: Needs = {
      secrets: ['personal', 'tokens'],
      environment: { ...environment, SITE_URL: this.siteUrl },
    }
    const reads: Needs = { ...shows, calls: [nextPaymentAction] }
    const acts: Needs = { ...reads, calls: [nextPaymentAction, ...OUTSIDE] }
    const quoted: Needs['secrets'] = ['personal', 'tokens', 'quote-seal']
    const placeOrder = this.handler('place-order', 'api', {
      ...{ ...reads, secrets: quoted },
      store: [...READS, 'puts'],
    })
    const tracking = this.handler('tracking', 'api', { ...shows, store: READS, people: 'opens' })
    this.serve(operations, {
      'place-order': placeOrder,
      tracking,
      desk: this.handler('desk', 'api', { secrets: ['personal'] }),
      api: this.resuming(this.handler('api', 'api', acts)),
      acts: this.resuming(this.handler('acts', 'api', { ...acts, secrets: quoted })),
      refunds: this.resuming(this.handler('refunds', 'api', asks)),
      guest: this.resuming(this.handler('guest', 'api', acts)),
      own: this.resuming(this.handler('own', 'api', acts)),
      pages: this.handler('pages', 'api', this.pageNeeds()),
    })
    this.listen(jobSubscriptions, this.resuming(this.handler('jobs', 'consumer', changes)), 'Jobs')

    this.listen(subscriptions, this.resuming(this.handler('on-event', 'consumer', asks)))
    const starter = this.driving(
      this.handler('starter', 'consumer', { ...changes, store: ['gets', ...WRITES] }),
    )
    starter.allow(['states:StartExecution'], [this.machineArn])
    this.allowExecutions(starter, 'states:StopExecution')
    this.listen(starterSubscriptions, starter, 'Starts')
    const byKey: Needs = { ...changes, store: ['gets', ...WRITES, 'deletes'] }
    for (const task of TASKS) this.resuming(this.callable('task', task, byKey))
    // What a promotion and the rules of a hold ask: whether, and how much, somebody has ordered before.
    this.resuming(this.callable('task', screenOrder, { ...changes, calls: [redeemPromotions] }))
    this.resuming(this.callable('task', closeOrder, { ...byKey, calls: [releasePromotions] }))
    this.resuming(this.callable('task', confirmOrder, changes))
    this.resuming(this.callable('call', claimHandOver, byKey))
    const people: Needs = { secrets: ['personal'], people: 'opens' }
    this.callable('call', ordersOfCustomer, { ...people, store: READS })
    this.callable('call', tellOrdersHeld, { ...people, store: READS })
    this.callable('call', forgetPeople, { ...people, store: ['gets', 'deletes'] })
    this.callable('call', ordersOfQuotes, { store: ['gets'] })
    const sweep = this.resuming(this.handler('sweep', 'schedule', asks))
    this.allowExecutions(sweep, 'states:DescribeExecution')
    raiseAlarm(this, config, 'orders-need-attention', counted(config, 'AttentionNeeded'))
    new ScheduledFunction(this, 'Sweep', { config, every: Duration.minutes(1), scheduled: sweep })
  }

  /** What the pages show and ask: payments for what the payer has to do, catalog for files. */
  private pageNeeds(): Needs {
    const { stripeJsUrl, stripePublishableKey, paymentMethods } = this.config
    return {
      store: ['gets'],
      secrets: ['personal', 'tokens'],
      people: 'opens',
      calls: [nextPaymentAction, productFiles],
      environment: {
        STRIPE_JS_URL: stripeJsUrl,
        STRIPE_PUBLISHABLE_KEY: stripePublishableKey,
        PAYMENT_METHODS: paymentMethods.join(' '),
      },
    }
  }

  /** Lets a function resume runs of the order workflow: whoever records a fact resumes who waits for it. */
  private resuming(recorder: ServiceFunction): ServiceFunction {
    recorder.allow(['states:SendTaskSuccess'], [this.machineArn])
    return this.driving(recorder)
  }

  /** Tells a function the order workflow. */
  private driving(driver: ServiceFunction): ServiceFunction {
    driver.lambda.addEnvironment('STATE_MACHINE_ARN', this.machineArn)
    return driver
  }

  /** By its fixed name, as the workflow's stack knows this one. */
  private get machineArn(): string {
    return this.statesArn('stateMachine', stateMachineName(this.config.stage))
  }

  /** A run's name has the order's id and the number of the run, which nobody knows before. */
  private allowExecutions(driver: ServiceFunction, action: string): void {
    const name = stateMachineName(this.config.stage)
    driver.allow([action], [this.statesArn('execution', `${name}:*`)])
    explain(
      driver,
      `IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${name}:*]`,
      'Runs are named by order and number; only runs of the order workflow match',
    )
  }

  private statesArn(resource: string, resourceName: string): string {
    return this.formatArn({
      service: 'states',
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
  }
}
