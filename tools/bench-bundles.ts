import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { type Bundle, bundleFolder } from '#lib/bundle.ts'
import { bundlesOnce, synthesize } from '../test/infra/synth.ts'
import { environmentsOf } from './bench/environments.ts'
import { type Loading, loadMsOf } from './bench/load-time.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, wholeNumbers } from './measure/output.ts'
import { bundlesTable } from './quality/bundles-table.ts'
import type { BundleFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run bench:bundles -- [--times N] [--json] [--write]
  --times   how often each bundle is loaded (default 7)
  --json    one JSON object instead of a table
  --write   keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '7' },
    ...FIGURES_OPTIONS,
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [times = 7] = wholeNumbers('--times', values.times)
  const bundles = (await bundlesOnce()).toSorted((a, b) => b.bytes - a.bytes)
  const environments = environmentsOf(await synthesize('prod'))
  const figures: BundleFigures = {
    functions: bundles.map((bundle) =>
      measured(bundle, { times, environment: environmentOf(bundle, environments) }),
    ),
  }
  tellFigures(figures, { json: values.json, table: bundlesTable })
  if (values.write) keepFigures('bundles', 'npm run bench:bundles', figures)
}

/** As its function has it, or any of those that share it, as each context has one that publishes. */
function environmentOf({ context, name }: Bundle, all: ReadonlyMap<string, Loading['environment']>) {
  const found = [`-${context}-${name}`, `-${name}`].map((ending) =>
    [...all].find(([functionName]) => functionName.endsWith(ending)),
  )
  const [, environment] = found.find((one) => one !== undefined) ?? []
  if (!environment) throw new Error(`no function is deployed of ${context}/${name}`)
  return environment
}

function measured({ context, name, bytes }: Bundle, loading: Loading): BundleFigures['functions'][number] {
  const file = join(bundleFolder(context, name), 'index.js')
  return {
    name: `${context}/${name}`,
    kB: Math.ceil(bytes / 1_000),
    gzipKB: Math.ceil(gzipSync(readFileSync(file)).length / 1_000),
    loadMs: Math.round(loadMsOf(file, loading)),
  }
}

await main().catch(failureOf(USAGE))
