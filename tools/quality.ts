import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { ROOT } from '#local/places.ts'
import { failureOf, WrongOption } from './measure/output.ts'
import { progress } from './measure/world.ts'
import { COMMANDS } from './quality/commands.ts'

const USAGE = `npm run quality -- [--only NAME,NAME]
  --only   these alone: ${COMMANDS.map(({ name }) => name).join(', ')}
Measures all that docs/quality.md shows, one after the other, and writes it there; most of a day on two cores, of which mutation and the storm take the most.`

const { values } = parseArgs({
  options: { only: { type: 'string' }, help: { type: 'boolean', default: false } },
})

/** A command that fails does not keep the next from running; ends with 1 then. */
async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const failed: string[] = []
  for (const { name, run } of chosen()) {
    progress(`npm run ${run}`)
    if (!(await ends(run))) failed.push(name)
  }
  if (failed.length === 0) return
  console.error(`Failed: ${failed.join(', ')}.`)
  process.exitCode = 1
}

function chosen() {
  const names = values.only?.split(',')
  const unknown = names?.filter((name) => !COMMANDS.some((command) => command.name === name)) ?? []
  if (unknown.length > 0)
    throw new WrongOption(`--only ${values.only}: nothing is called ${unknown.join(', ')}.`)
  return COMMANDS.filter(({ name }) => names?.includes(name) ?? true)
}

async function ends(run: string): Promise<boolean> {
  const child = spawn('npm', ['run', '--silent', ...run.split(' ')], {
    cwd: ROOT,
    stdio: ['ignore', process.stderr, 'inherit'],
  })
  const [code] = await once(child, 'exit')
  return code === 0
}

await main().catch(failureOf(USAGE))
