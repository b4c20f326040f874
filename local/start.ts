import { join } from 'node:path'
import { fillShop } from './demo/fill-shop.ts'
import { playDemoOrder } from './demo.ts'
import { parseOptions } from './options.ts'
import type { Outputs } from './outputs.ts'
import { ROOT } from './places.ts'
import { screenSteps } from './steps.ts'
import { openWorld, type World } from './world.ts'

/** `npm start`: the whole of Cartwright on one machine, until Ctrl-C. */
async function main(): Promise<void> {
  const parsed = parseOptions(process.argv.slice(2))
  if (!parsed.ok) return fail(parsed.problem)
  const { port, demo, fresh } = parsed.options
  const startedAt = Date.now()

  console.log('Cartwright starts.')
  const steps = screenSteps(process.stdout)
  let world: World
  try {
    world = await openWorld({
      ...{ stage: 'local', folder: join(ROOT, '.local'), sitePort: port, keep: true, fresh },
      steps,
      emulatorEndpoint: process.env['AWS_ENDPOINT_URL'],
    })
  } catch (error) {
    return fail(messageOf(error))
  }
  const request = stopOnRequest(world)
  try {
    const outputs = await world.start()
    const finish = await fillShop(outputs, steps)
    if (demo) await playDemoOrder(outputs)
    console.log(welcome(outputs, (Date.now() - startedAt) / 1000))
    await finish().catch((error: unknown) => {
      if (request.asked) return
      console.error(
        `\n${messageOf(error)}\nThe shop stays open without these pictures; the next start tries again.`,
      )
    })
  } catch (error) {
    if (request.asked) return
    console.error(`\n${messageOf(error)}`)
    await world.stop()
    process.exit(1)
  }
}

/** Ctrl-C, a signal, or the end of the command that started us: everything stops in order, once. */
function stopOnRequest(world: World): { readonly asked: boolean } {
  const request = { asked: false }
  const stop = async () => {
    if (request.asked) return
    request.asked = true
    console.log('\nCartwright stops, the data is kept ...')
    await world.stop()
    console.log('Stopped.')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.on('disconnect', stop)
  return request
}

function welcome(outputs: Outputs, seconds: number): string {
  const accounts = Object.entries(outputs.staff).map(
    ([group, { username, password, totpSecret }]) =>
      `  ${group.padEnd(10)} ${username.padEnd(32)} ${password}   TOTP ${totpSecret}`,
  )
  return `
Cartwright is up after ${seconds.toFixed(1)} s.

  Site       ${outputs.siteUrl}
  API        ${outputs.apiUrl}
  Reference  ${outputs.docsUrl}
  Mails      ${outputs.mailUrl}
  Stripe     ${outputs.stripeUrl} (sandbox)
  Carrier    ${outputs.carrierUrl} (sandbox)
  AWS        ${outputs.awsEndpoint} (local)

Staff accounts of this machine (all addresses are also in .local/outputs.json)
${accounts.join('\n')}

Ctrl-C stops it and keeps the data.`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function fail(problem: string): void {
  console.error(problem)
  process.exitCode = 1
}

await main()
