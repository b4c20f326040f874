import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Outputs } from '#local/outputs.ts'
import { ROOT } from '#local/places.ts'
import { runAudit } from './audit/audit.ts'
import { type AuditSettings, machineArn, openAuditWorld } from './audit/open-world.ts'
import { playOrders } from './audit/play.ts'
import { auditFiguresOf, auditText } from './audit/report.ts'
import { settingsOfThisMachine } from './audit/this-machine.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, WrongOption, wholeNumbers } from './measure/output.ts'
import { withWorld } from './measure/world.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run audit -- --stage S [--account N --region R] [--outputs FILE] [--play N] [--at-once N] [--settle S] [--json] [--write]
  --stage     the stage to look at; "local" is what npm start has deployed
  --account   the AWS account that it is in, with --region; by the AWS settings of your shell where left out
  --outputs   the outputs.json of a running Cartwright on this machine, instead of --stage
  --play      start a Cartwright on this machine, play so many orders on it from cart to doorstep, and audit that one
  --at-once   things that are looked at side by side (default 16)
  --settle    seconds between the looks at what seems wrong (default 60)
  --json      one JSON object instead of a report
  --write     keep the figures in docs/quality.md
On AWS the key of Stripe is STRIPE_API_KEY, a restricted one that may read PaymentIntents and Charges; without it
the secret cartwright-<stage>/stripe-audit is read. Exit status 1: something is wrong, or not all was looked at.`

const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    account: { type: 'string' },
    region: { type: 'string' },
    outputs: { type: 'string' },
    play: { type: 'string' },
    'at-once': { type: 'string', default: '16' },
    settle: { type: 'string', default: '60' },
    ...FIGURES_OPTIONS,
  },
})

const LOCAL_OUTPUTS = join(ROOT, '.local', 'outputs.json')

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [[atOnce = 16], [settle = 60]] = [
    wholeNumbers('--at-once', values['at-once']),
    wholeNumbers('--settle', values.settle),
  ]
  const audit = (of: AuditSettings) =>
    runAudit(openAuditWorld(of), { atOnce, settle: () => sleep(settle * 1_000) })
  const [play] = values.play ? wholeNumbers('--play', values.play) : []
  const report = play
    ? await withWorld(undefined, async (outputs) => {
        await playOrders(outputs, play)
        return audit(settingsOfThisMachine(outputs))
      })
    : await audit(settings())
  tellFigures(report, { json: values.json, table: auditText })
  if (values.write) keepFigures('audit', `npm run audit -- ${whichOne()}`, auditFiguresOf(report))
  if (report.violations.length > 0 || !report.finished) process.exitCode = 1
}

/** The one that was audited, as the command named it. */
function whichOne(): string {
  const { play, outputs, stage } = values
  if (play) return `--play ${play}`
  return outputs ? `--outputs ${outputs}` : `--stage ${stage}`
}

function settings(): AuditSettings {
  const file = values.outputs ?? (values.stage === 'local' ? LOCAL_OUTPUTS : undefined)
  return file ? onThisMachine(file) : onAws()
}

function onThisMachine(file: string): AuditSettings {
  if (!existsSync(file)) throw new WrongOption(`${file} is not there: npm start writes it while it runs.`)
  return settingsOfThisMachine(Outputs.parse(JSON.parse(readFileSync(file, 'utf8'))))
}

function onAws(): AuditSettings {
  const { AWS_REGION, CDK_DEFAULT_ACCOUNT, STRIPE_API_KEY } = process.env
  const { stage, account = CDK_DEFAULT_ACCOUNT, region = AWS_REGION } = values
  if (!stage) throw new WrongOption('Say which stage is to be looked at.')
  if (!account || !region) throw new WrongOption('Say --account and --region of the stage.')
  return {
    ...{ stage, aws: { region }, machine: machineArn(stage, { region, account }) },
    ...{ stripeApiUrl: '', stripeKey: STRIPE_API_KEY ?? { secret: 'stripe-audit' } },
  }
}

await main().catch(failureOf(USAGE))
