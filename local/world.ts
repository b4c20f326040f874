import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { InvokeCommand, LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda'
import { clientConfig } from './aws.ts'
import { deploy } from './deploy.ts'
import { EMULATOR_GRACE_MS, startEmulator } from './emulator.ts'
import { writeJson } from './files.ts'
import { takeLock } from './lock.ts'
import { makeMailArchive } from './mail-archive.ts'
import type { Outputs } from './outputs.ts'
import { ROOT } from './places.ts'
import { assertPortIsFree, rememberedPorts } from './ports.ts'
import { startSandbox } from './sandboxes.ts'
import { localSecrets } from './secrets.ts'
import { seed } from './seed.ts'
import { startSite } from './site.ts'
import type { Steps } from './steps.ts'
import { makeSupervisor } from './supervisor.ts'

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

export type World = Awaited<ReturnType<typeof openWorld>>

/**
 * The cloud on one machine: the local AWS, the sandboxes of gateway and carrier, one origin in front, and the CDK
 * app deployed to it. Throws at once if another world has the folder or another program the port.
 */
export async function openWorld(options: WorldOptions) {
  const { stage, folder, sitePort, keep, steps, project = ROOT } = options
  mkdirSync(folder, { recursive: true })
  const inFolder = (name: string) => join(folder, name)
  const lock = await takeLock(inFolder('lock.json'), EMULATOR_GRACE_MS)
  try {
    await assertPortIsFree(sitePort, 'npm start -- --port N chooses another')
  } catch (error) {
    lock.release()
    throw error
  }
  for (const name of readdirSync(folder)) {
    if (name === 'outputs.json' || (options.fresh && name !== 'lock.json'))
      rmSync(inFolder(name), { recursive: true })
  }
  const supervisor = makeSupervisor({ logs: inFolder('logs'), lock })
  const closers: (() => Promise<void>)[] = []

  async function start(): Promise<Outputs> {
    const ports = await rememberedPorts(inFolder('ports.json'))
    const secrets = localSecrets(inFolder('secrets.json'))

    const endpoint =
      options.emulatorEndpoint ??
      (await steps.step('start the local AWS', async () => {
        const emulator = await startEmulator({
          supervisor,
          port: ports.emulator,
          dir: inFolder('emulator'),
          keep,
        })
        return emulator.endpoint
      }))
    const mails = makeMailArchive({ endpoint, file: inFolder('mails.json') })

    let apiOrigin: string | undefined
    const site = await steps.step('open the site', () =>
      startSite({ port: sitePort, apiOrigin: () => apiOrigin, mails }),
    )
    closers.push(site.stop)
    if (keep) closers.push(mails.keep)
    const [stripe, carrier] = await steps.step('start the sandboxes of Stripe and the carrier', () =>
      Promise.all([
        startSandbox({
          ...{ supervisor, name: 'stripe-sandbox', port: ports.stripe, dir: inFolder('stripe') },
          ...{ webhookUrl: `${site.url}/v1/webhooks/stripe`, webhookSecret: secrets.stripe.webhookSecret },
        }),
        startSandbox({
          ...{ supervisor, name: 'carrier-sandbox', port: ports.carrier, dir: inFolder('carrier') },
          ...{
            webhookUrl: `${site.url}/v1/webhooks/easypost`,
            webhookSecret: secrets.easypost.webhookSecret,
          },
        }),
      ]),
    )

    const context = { siteUrl: site.url, stripeApiUrl: stripe.url, easypostApiUrl: carrier.url }
    const stacks = await deploy({ supervisor, steps, project, dir: folder, endpoint, stage, context })
    apiOrigin = `${endpoint}/_aws/execute-api/${stacks[`cartwright-${stage}-platform`]?.['ApiId']}/$default`
    const seeded = await steps.step('store keys, make the demo accounts', () =>
      seed({
        endpoint,
        stage,
        stacks,
        secrets,
        saveSecrets: (all) => writeJson(inFolder('secrets.json'), all),
      }),
    )
    await steps.step('let open orders go on', () => sweep(endpoint, stage))

    const outputs: Outputs = {
      apiUrl: `${site.url}/v1`,
      siteUrl: site.url,
      awsEndpoint: endpoint,
      docsUrl: `${site.url}/docs`,
      mailUrl: `${site.url}/mail`,
      stripeUrl: stripe.url,
      carrierUrl: carrier.url,
      webhookSecrets: { stripe: secrets.stripe.webhookSecret, easypost: secrets.easypost.webhookSecret },
      ...seeded,
      tables: tablesByContext(stacks, stage),
    }
    writeJson(inFolder('outputs.json'), outputs)
    return outputs
  }

  let stopped: Promise<void> | undefined
  async function stopInOrder() {
    for (const close of closers) await close().catch(() => undefined)
    await supervisor.stopAll()
    rmSync(inFolder('outputs.json'), { force: true })
    lock.release()
  }

  return {
    start,
    /** Stops everything, however far the start has come; may be called again. */
    stop(): Promise<void> {
      stopped ??= stopInOrder()
      return stopped
    },
  }
}

/** Gives open orders a new run now, as the local AWS ended the old ones when it stopped. */
async function sweep(endpoint: string, stage: string): Promise<void> {
  const client = new LambdaClient(clientConfig(endpoint))
  try {
    await client.send(
      new InvokeCommand({ FunctionName: `cartwright-${stage}-orders-sweep`, InvocationType: 'Event' }),
    )
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
  } finally {
    client.destroy()
  }
}

function tablesByContext(
  stacks: Record<string, Record<string, string>>,
  stage: string,
): Record<string, string> {
  const prefix = `cartwright-${stage}-`
  const tables: Record<string, string> = {}
  for (const [stack, { TableName }] of Object.entries(stacks)) {
    if (TableName !== undefined) tables[stack.slice(prefix.length)] = TableName
  }
  return tables
}
