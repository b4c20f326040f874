import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { Construct } from 'constructs'
import type { StageConfig } from '../config.ts'
import { deadLetterQueue } from './dead-letter-queue.ts'
import type { ServiceFunction } from './service-function.ts'

/** The longest and the shortest that Lambda keeps an asynchronous call, in seconds. */
const MAX_EVENT_AGE = { from: 60, to: 21_600 }

export interface ScheduledFunctionProps {
  readonly config: StageConfig
  readonly every: Duration
  readonly scheduled: ServiceFunction
}

/** Runs a function at a rate. A run that fails is not tried again, as the next one does its work; it is told of. */
export class ScheduledFunction extends Construct {
  constructor(scope: Construct, id: string, { config, every, scheduled }: ScheduledFunctionProps) {
    super(scope, id)
    const deadLetters = deadLetterQueue(this, 'DeadLetters', config)
    scheduled.lambda.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.seconds(
        Math.min(Math.max(MAX_EVENT_AGE.from, every.toSeconds()), MAX_EVENT_AGE.to),
      ),
      onFailure: new SqsDestination(deadLetters),
    })
    new Rule(this, 'Rate', {
      schedule: Schedule.rate(every),
      targets: [new LambdaFunction(scheduled.lambda, { deadLetterQueue: deadLetters, retryAttempts: 0 })],
    })
  }
}
