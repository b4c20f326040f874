import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { z } from 'zod'
import { ACCOUNT, cliEnv, clientConfig, REGION } from './aws.ts'
import { type DeploymentNote, deploymentNote } from './deployment-note.ts'
import { readJson } from './files.ts'
import { fingerprint } from './fingerprint.ts'
import { cleanEnv, ROOT } from './places.ts'
import type { Steps } from './steps.ts'
import type { Supervisor } from './supervisor.ts'

export type DeployOptions = {
  supervisor: Supervisor
  steps: Steps
  /** Folder with the cdk.json of the app. */
  project: string
  /** Folder for the synthesized app. */
  dir: string
  endpoint: string
  stage: string
  /** Further settings for `lib/config.ts`, handed over as CDK context. */
  settings: Record<string, string>
}

/** Outputs by stack name and output key. */
export type StackOutputs = DeploymentNote['outputs']

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
  const { steps, project, dir, endpoint, stage } = options
  const settings = Object.entries({ stage, ...options.settings }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  const sources = `${fingerprint(project, SOURCES, isSource)} ${settings.join(' ')}`
  const note = deploymentNote(endpoint, stage)
  const earlier = await note.read()
  if (earlier?.sources === sources) return earlier.outputs

  const cdk = cdkCli(options)
  const assembly = join(dir, 'cdk.out')
  await steps.step('synthesize the stacks, bootstrap', async () => {
    rmSync(assembly, { recursive: true, force: true })
    const synth = cdk('synth', project, ['--quiet', '--output', assembly, ...settings])
    await Promise.all([synth, bootstrapOnce(endpoint, join(dir, 'bootstrap'), cdk)])
  })
  const templates = fingerprint(assembly, ['.'], (path) => path.endsWith('.template.json'))
  if (earlier?.templates === templates) {
    await note.write({ ...earlier, sources })
    return earlier.outputs
  }

  const outputsFile = join(dir, 'cdk-outputs.json')
  await steps.step('deploy the stacks', () =>
    cdk('deploy', project, [
      ...['--all', '--app', assembly, '--outputs-file', outputsFile],
      ...['--require-approval', 'never', '--method', 'direct', '--concurrency', '4', '--progress', 'events'],
    ]),
  )
  const outputs = readJson(outputsFile, z.record(z.string(), z.record(z.string(), z.string()))) ?? {}
  await note.write({ sources, templates, outputs })
  return outputs
}

type CdkCli = (command: string, cwd: string, args: string[]) => Promise<void>

/** The CDK's own CLI, with its output in a log per command. */
function cdkCli({ supervisor, endpoint }: DeployOptions): CdkCli {
  return (command, cwd, args) =>
    supervisor.run({
      name: `cdk-${command}`,
      command: join(ROOT, 'node_modules', '.bin', 'cdk'),
      args: [command, ...args, '--no-notices'],
      cwd,
      env: { ...cleanEnv(), ...cliEnv(endpoint) },
      graceMs: 2_000,
    })
}

/** Bootstraps in a folder of its own: the assembly that `cdk bootstrap` leaves there lacks our bundles. */
async function bootstrapOnce(endpoint: string, folder: string, cdk: CdkCli): Promise<void> {
  const client = new CloudFormationClient(clientConfig(endpoint))
  try {
    await client.send(new DescribeStacksCommand({ StackName: 'CDKToolkit' }))
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('does not exist'))) throw error
    mkdirSync(folder, { recursive: true })
    await cdk('bootstrap', folder, [`aws://${ACCOUNT}/${REGION}`, '--output', join(folder, 'cdk.out')])
  } finally {
    client.destroy()
  }
}
