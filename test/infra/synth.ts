import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { z } from 'zod'
import { bundleHandlers, ROOT } from '#lib/bundle.ts'
import { addStacks } from '#lib/cartwright.ts'
import { type StageName, stageConfig } from '#lib/config.ts'
import { STAGES } from '#lib/stages.ts'
import { once } from '#shared/once.ts'

export const STAGE_NAMES = Object.values(STAGES).map(({ stage }) => stage)

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
})

export interface Resource extends z.infer<typeof resource> {
  /** The construct id of its stack, such as `Orders`. */
  readonly stack: string
  readonly logicalId: string
}

export interface Synthesized {
  readonly app: App
  readonly resources: readonly Resource[]
  ofType(type: string): readonly Resource[]
}

const made = new Map<StageName, Promise<Synthesized>>()

/** A stage's templates, made once per file of tests. */
export function synthesize(stage: StageName): Promise<Synthesized> {
  const known = made.get(stage) ?? synthesizeAnew(stage)
  made.set(stage, known)
  return known
}

/** All bundles, made once for all files of tests, as it takes both processors for half a minute. */
export const bundlesOnce = once(bundleHandlers)

async function synthesizeAnew(stage: StageName): Promise<Synthesized> {
  await bundlesOnce()
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'))
  const app = new App({ context, outdir: mkdtempSync(join(tmpdir(), `cartwright-${stage}-`)) })
  addStacks(app, stageConfig(stage))
  const resources = app.node.children.filter((child) => child instanceof Stack).flatMap(resourcesOf)
  return { app, resources, ofType: (type) => resources.filter((found) => found.Type === type) }
}

function resourcesOf(stack: Stack): Resource[] {
  const found = z.record(z.string(), resource).parse(Template.fromStack(stack).toJSON()['Resources'])
  return Object.entries(found).map(([logicalId, one]) => ({ ...one, logicalId, stack: stack.node.id }))
}

/** `Orders/DataTableFDBAD0F2`: how a failing test names a resource. */
export const nameOf = ({ stack, logicalId }: Pick<Resource, 'stack' | 'logicalId'>): string =>
  `${stack}/${logicalId}`

/** The logical id that a `Ref` or `Fn::GetAtt` names; undefined for anything else. */
export function refersTo(value: unknown): string | undefined {
  const reference = z
    .union([
      z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
      z
        .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
        .transform((given) => given['Fn::GetAtt'][0]),
    ])
    .safeParse(value)
  return reference.success ? reference.data : undefined
}
