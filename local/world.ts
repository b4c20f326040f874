import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { CONTEXTS, functionName, stackName } from '#shared/names.ts'
import { clientConfig } from './aws.ts'
import { deploy, type StackOutputs } from './deploy.ts'
import { assertIsEmulator, EMULATOR_GRACE_MS, startEmulator } from './emulator.ts'
import { writeJson } from './files.ts'
import { type Lock, takeLock } from './lock.ts'
import { makeMailArchive } from './mail-archive.ts'
import type { Outputs } from './outputs.ts'
import { ROOT } from './places.ts'
import { assertPortIsFree, rememberedPorts } from './ports.ts'
import { startSandboxes } from './sandboxes.ts'
import { localSecrets } from './secrets.ts'
import { seed } from './seed.ts'
import { startSite } from './site.ts'
import type { Steps } from './steps.ts'
import { makeSupervisor, type Supervisor } from './supervisor.ts'

export type WorldOptions = {
  /** A stage of `lib/config.ts` that fits the local AWS. */
  stage: 'local' | 'test'
  /** Folder of the world's data, logs and `outputs.json`. */
  folder: string
  sitePort: number
  /** Whether the data outlives a stop. */
  keep: boolean
  /** Whether the data of earlier starts is thrown away first. */
  fresh?: boolean
  steps: Steps
  /** An emulator that runs already; without it one is started. */
  emulatorEndpoint?: string | undefined
  /** Folder with the cdk.json of the app that is deployed. */
  project?: string
}

export type World = {
  /** Starts everything; returns when the first request can come. */
  start(): Promise<Outputs>
  /** Stops everything, however far the start has come; may be called again. */
  stop(): Promise<void>
}

type Closer = () => Promise<void>

/**
 * The cloud on one machine: the local AWS, the sandboxes of gateway and carrier, one origin in front, and the CDK
 * app deployed to it. Throws at once if another world has the folder or another program the port.
 */
export async function openWorld(options: WorldOptions): Promise<World> {
  const lock = await takeFolder(options)
  const supervisor = makeSupervisor({ logs: join(options.folder, 'logs'), lock })
  const closers: Closer[] = []
  let stopped: Promise<void> | undefined

  async function stopInOrder() {
    for (const close of closers) await close().catch(() => undefined)
    await supervisor.stopAll()
    rmSync(join(options.folder, 'outputs.json'), { force: true })
    lock.release()
  }

  return {
    start: () => startWorld(options, supervisor, (close) => closers.push(close)),
    stop() {
      stopped ??= stopInOrder()
      return stopped
    },
  }
}

async function takeFolder({ folder, sitePort, fresh }: WorldOptions): Promise<Lock> {
  mkdirSync(folder, { recursive: true })
  const lock = await takeLock(join(folder, 'lock.json'), EMULATOR_GRACE_MS)
  try {
    await assertPortIsFree(sitePort, 'npm start -- --port N chooses another')
  } catch (error) {
    lock.release()
    throw error
  }
  const outdated = fresh ? readdirSync(folder).filter((name) => name !== 'lock.json') : ['outputs.json']
  for (const name of outdated) rmSync(join(folder, name), { recursive: true, force: true })
  return lock
}

async function startWorld(
  options: WorldOptions,
  supervisor: Supervisor,
  onStop: (close: Closer) => void,
): Promise<Outputs> {
  const { stage, folder, sitePort, keep, steps, emulatorEndpoint, project = ROOT } = options
  const ports = await rememberedPorts(join(folder, 'ports.json'))
  const secrets = localSecrets(join(folder, 'secrets.json'))

  const endpoint = await steps.step(emulatorEndpoint ? 'find the local AWS' : 'start the local AWS', () =>
    emulatorEndpoint
      ? assertIsEmulator(emulatorEndpoint)
      : startEmulator({ supervisor, port: ports.emulator, dir: join(folder, 'emulator'), keep }),
  )
  const mails = makeMailArchive({ endpoint, file: join(folder, 'mails.json') })
  const site = await steps.step('open the site', () => startSite({ port: sitePort, mails }))
  onStop(site.stop)
  if (keep && !emulatorEndpoint) onStop(mails.keep)
  const { stripeUrl, carrierUrl } = await steps.step('start the sandboxes of Stripe and the carrier', () =>
    startSandboxes({ supervisor, ports, secrets, siteUrl: site.url, folder }),
  )

  const settings = {
    siteUrl: site.url,
    stripeApiUrl: stripeUrl,
    stripeJsUrl: `${stripeUrl}/_sandbox/stripe.js`,
    easypostApiUrl: carrierUrl,
  }
  const stacks = await deploy({ supervisor, steps, project, dir: folder, endpoint, stage, settings })
  const apiId = stacks[stackName(stage, 'platform')]?.['ApiId']
  const bucket = stacks[stackName(stage, 'catalog')]?.['BucketName']
  site.serve({ api: `${endpoint}/_aws/execute-api/${apiId}/$default`, media: `${endpoint}/${bucket}` })
  const access = await steps.step('store keys, make the demo accounts', () =>
    seed({ endpoint, stage, stacks, secrets }),
  )
  secrets.keepStaff(access.staff)
  await steps.step('let open orders go on', () => sweep(endpoint, stage))

  const outputs: Outputs = {
    apiUrl: `${site.url}/v1`,
    siteUrl: site.url,
    awsEndpoint: endpoint,
    docsUrl: `${site.url}/docs`,
    mailUrl: `${site.url}/mail`,
    stripeUrl,
    carrierUrl,
    webhookSecrets: { stripe: secrets.stripe.webhookSecret, easypost: secrets.easypost.webhookSecret },
    ...access,
    tables: tablesByContext(stacks, stage),
  }
  writeJson(join(folder, 'outputs.json'), outputs)
  return outputs
}

/** Gives open orders a new run now, as the local AWS ended the old ones when it stopped. */
async function sweep(endpoint: string, stage: string): Promise<void> {
  const client = new LambdaClient(clientConfig(endpoint))
  const FunctionName = functionName(stage, 'orders', 'sweep')
  const Payload = JSON.stringify({ all: true })
  await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
  client.destroy()
}

function tablesByContext(stacks: StackOutputs, stage: string): Record<string, string> {
  const tables: Record<string, string> = {}
  for (const context of CONTEXTS) {
    const name = stacks[stackName(stage, context)]?.['TableName']
    if (name !== undefined) tables[context] = name
  }
  return tables
}
