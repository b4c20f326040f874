import { RemovalPolicy } from 'aws-cdk-lib'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { StageConfig } from '../config.ts'

/** What becomes of data when its stack is deleted, or would make it anew. */
export const dataPolicy = ({ retainData }: StageConfig): RemovalPolicy =>
  retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY

/** A log that is kept as long as the stage says; a deployment that fails at first leaves none behind. */
export const keptLog = (scope: Construct, id: string, config: StageConfig, logGroupName: string): LogGroup =>
  new LogGroup(scope, id, {
    logGroupName,
    retention: config.logRetentionDays,
    removalPolicy: config.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  })
