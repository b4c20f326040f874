import { App, Stack, Validations } from 'aws-cdk-lib'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { AwsSolutionsChecks } from 'cdk-nag'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { STAGE_NAMES, type Synthesized, synthesize } from './synth.ts'

const reasons = z.record(z.string(), z.string())

/** What nobody has acknowledged, as `<construct path>: <rule>`. */
const findings = (app: App): string[] =>
  new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${constructPath}: ${ruleName}`),
    )

/** Every acknowledged finding, as `<construct path> <rule>: <reason>`. */
const acknowledged = ({ app }: Synthesized): { path: string; rule: string; reason: string }[] =>
  app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(reasons.parse(data)))
      .map(([rule, reason]) => ({ path: node.path, rule, reason })),
  )

describe.each(STAGE_NAMES)('cdk-nag on %s', (stage) => {
  test('finds nothing that is not explained', async () => {
    const synthesized = await synthesize(stage)
    const explained = acknowledged(synthesized)
    console.log(
      `${stage}: ${synthesized.resources.length} resources checked by AwsSolutions, ${explained.length} findings explained`,
    )
    expect(findings(synthesized.app)).toEqual([])
  })

  test('each explanation is on a construct, not on a stack or all of the app, and gives a reason', async () => {
    const explained = acknowledged(await synthesize(stage))
    expect(explained.length).toBeGreaterThan(10)
    for (const { path, rule, reason } of explained) {
      expect.soft(path, rule).toContain('/')
      expect.soft(reason.split(' ').length, `${path} ${rule}: ${reason}`).toBeGreaterThan(3)
    }
  })
})

test('cdk-nag finds a planted queue that anyone may read in the clear', () => {
  const app = new App()
  new Queue(new Stack(app, 'Planted'), 'Queue')
  expect(findings(app)).toContain('Planted/Queue/Resource: AwsSolutions-SQS4')
})
