import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { z } from 'zod'
import { ACCOUNT, cliEnv, clientConfig, REGION } from './aws.ts'
import { readJson, writeJson } from './files.ts'
import { fingerprint } from './fingerprint.ts'
import { cleanEnv, ROOT } from './places.ts'
import type { Steps } from './steps.ts'
import type { Supervisor } from './supervisor.ts'

export type DeployOptions = {
  supervisor: Supervisor
  steps: Steps
  /** Folder with the cdk.json of the app. */
  project: string
  /** Folder for the synthesized app and what is known of the last deployment. */
  dir: string
  endpoint: string
  stage: string
  /** Further settings for `lib/config.ts`, handed over as CDK context. */
  context: Record<string, string>
}

const StackOutputs = z.record(z.string(), z.record(z.string(), z.string()))

/** Outputs by stack name and output key. */
export type StackOutputs = z.infer<typeof StackOutputs>

const Deployed = z.object({ sources: z.string(), templates: z.string() })

/** What a template can depend on; if none of it changed there is nothing to synthesize. */
const SOURCES = [
  'bin',
  'lib',
  'functions',
  'web',
  'docs/api',
  'cdk.json',
  'package.json',
  'package-lock.json',
]

const isSource = (path: string) => !path.endsWith('.test.ts') && !path.endsWith('.md')

/** Brings the CDK app onto the local AWS, as `cdk deploy` would onto the real one, leaving out what is up to date. */
export async function deploy(options: DeployOptions): Promise<StackOutputs> {
  const { supervisor, steps, project, dir, endpoint, stage, context } = options
  const assembly = join(dir, 'cdk.out')
  const outputsFile = join(dir, 'cdk-outputs.json')
  const deployedFile = join(dir, 'deployed.json')
  const settings = Object.entries({ stage, ...context }).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const sources = `${fingerprint(project, SOURCES, isSource)} ${settings.join(' ')}`

  const alive = await stackIsComplete(endpoint, `cartwright-${stage}-platform`)
  const deployed = alive ? readJson(deployedFile, Deployed) : undefined
  const outputs = readJson(outputsFile, StackOutputs)
  if (deployed?.sources === sources && outputs) return outputs

  const cdk = (name: string, cwd: string, args: string[]) =>
    supervisor.run({
      name: `cdk-${name}`,
      command: join(ROOT, 'node_modules', '.bin', 'cdk'),
      args: [name, ...args, '--no-notices'],
      cwd,
      env: { ...cleanEnv(), ...cliEnv(endpoint) },
      graceMs: 2_000,
    })
  const bootstrap = async () => {
    if (await stackIsComplete(endpoint, 'CDKToolkit')) return
    const emptyFolder = join(dir, 'bootstrap')
    mkdirSync(emptyFolder, { recursive: true })
    await cdk('bootstrap', emptyFolder, [
      `aws://${ACCOUNT}/${REGION}`,
      '--output',
      join(emptyFolder, 'cdk.out'),
    ])
  }

  await steps.step('synthesize the stacks, bootstrap', async () => {
    rmSync(assembly, { recursive: true, force: true })
    await Promise.all([bootstrap(), cdk('synth', project, ['--quiet', '--output', assembly, ...settings])])
  })
  const templates = fingerprint(assembly, ['.'], (path) => path.endsWith('.template.json'))
  if (deployed?.templates !== templates || !outputs) {
    await steps.step('deploy the stacks', () =>
      cdk('deploy', project, [
        ...['--all', '--app', assembly, '--outputs-file', outputsFile],
        ...['--require-approval', 'never', '--concurrency', '4', '--progress', 'events'],
      ]),
    )
  }
  writeJson(deployedFile, { sources, templates })
  return readJson(outputsFile, StackOutputs) ?? {}
}

async function stackIsComplete(endpoint: string, name: string): Promise<boolean> {
  const client = new CloudFormationClient(clientConfig(endpoint))
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }))
    return Stacks?.[0]?.StackStatus?.match(/^(CREATE|UPDATE)_COMPLETE$/) != null
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) return false
    throw error
  } finally {
    client.destroy()
  }
}
