import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ROOT } from '#lib/bundle.ts'
import { stageConfig } from '#lib/config.ts'
import { type Resource, type Synthesized, synthesize } from './synth.ts'

/** Tables that people write, and that say what is deployed. Between them these stages have everything. */
const everything = async (type: string): Promise<readonly Resource[]> =>
  (await Promise.all([synthesize('prod'), synthesize('test')])).flatMap(({ ofType }) => ofType(type))

/** The cells of the tables under a heading of a document, without headings of columns. */
function rowsUnder(heading: string, path: string): string[][] {
  const [, text = ''] = readFileSync(join(ROOT, path), 'utf8').split(`${heading}\n`)
  const [section = ''] = text.split(/^##/m)
  return [...section.matchAll(/^\| ((?!---).*) \|$/gm)]
    .map(([, row = '']) => row.split(' | '))
    .filter((row, index, rows) => index > 0 && row.length === rows[0]?.length)
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort()
const withoutLast = (rows: readonly string[][]): string[] => rows.map((row) => row.slice(0, -1).join(' | '))

const environment = z.object({
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
})

test('the configuration guide names every variable that functions have, and whose functions', async () => {
  const found = (await everything('AWS::Lambda::Function')).flatMap(({ stack, Properties }) =>
    Object.keys(environment.parse(Properties).Environment.Variables).map((name) => ({
      name,
      of: stack.toLowerCase(),
    })),
  )
  const all = sorted(found.map(({ of }) => of))
  const inWords = (names: readonly string[]): string => {
    const others = all.filter((name) => !names.includes(name))
    if (others.length === 0) return 'all'
    return others.length < 4 ? `all but ${others.join(', ')}` : names.join(', ')
  }
  const expected = [...Map.groupBy(found, ({ name }) => name)]
    .map(([name, some]) => `\`${name}\` | ${inWords(sorted(some.map(({ of }) => of)))}`)
    .sort()
  console.log(`${expected.length} variables of functions checked`)
  const written = withoutLast(rowsUnder('## What functions read', 'docs/operations/configuration.md'))
  expect(written).toEqual(expected)
})

test('the architecture names every call between contexts', async () => {
  const calls = (await everything('AWS::IAM::Policy'))
    .filter(({ stack }) => stack !== 'OrderWorkflow')
    .flatMap(({ stack, Properties }) =>
      [...JSON.stringify(Properties).matchAll(/:function:cartwright-(?:prod|test)-([a-z]+)-([a-z-]+)"/g)].map(
        ([, context = '', name = '']) => ({ pair: `${stack.toLowerCase()} | ${context}`, name }),
      ),
    )
  const expected = [...Map.groupBy(calls, ({ pair }) => pair)]
    .map(
      ([pair, some]) =>
        `${pair} | ${sorted(some.map(({ name }) => name))
          .map((name) => `\`${name}\``)
          .join(', ')}`,
    )
    .sort()
  console.log(`${expected.length} pairs of contexts that ask each other checked`)
  expect(expected.length).toBeGreaterThan(10)
  expect(withoutLast(rowsUnder('### Calls', 'docs/architecture.md'))).toEqual(expected)
})

/** Alarms are paid for by the metrics that they watch. */
const metricsWatched = ({ Properties: { Metrics = [] } }: Resource): number =>
  z
    .array(z.object({ MetricStat: z.optional(z.unknown()) }))
    .parse(Metrics)
    .filter(({ MetricStat }) => MetricStat !== undefined).length || 1

/** Functions that write their two metrics whether somebody orders or not, and the two of all together. */
function metricsOfTheClock({ ofType }: Synthesized): number {
  const hourly = ofType('AWS::Events::Rule').filter(({ Properties }) =>
    /^rate\((\d+ minutes?|1 hour)\)$/.test(String(Properties['ScheduleExpression'])),
  )
  return 2 * hourly.length + 2
}

test('the deployment guide prices what prod has, whoever orders', async () => {
  const prod = await synthesize('prod')
  const counted: Readonly<Record<string, number>> = {
    secrets: prod.ofType('AWS::SecretsManager::Secret').length,
    keys: prod.ofType('AWS::KMS::Key').length,
    metrics: prod.ofType('AWS::CloudWatch::Alarm').reduce((sum, one) => sum + metricsWatched(one), 0),
    dashboards: prod.ofType('AWS::CloudWatch::Dashboard').length,
    custom: metricsOfTheClock(prod),
  }
  const rows = rowsUnder('## Cost', 'docs/operations/deploy.md').map(([what = '', ...numbers]) => ({
    what: what.split(' ')[0] ?? '',
    numbers: numbers.map(Number),
  }))
  expect(rows.map(({ what }) => what)).toEqual(Object.keys(counted))
  for (const { what, numbers } of rows) {
    const [count = 0, each = 0, together = 0] = numbers
    // Some alarms more or less do not make the guide wrong.
    expect.soft(Math.abs(count / (counted[what] ?? 0) - 1), `${what}: ${counted[what]}`).toBeLessThan(0.1)
    expect.soft(together, what).toBeCloseTo(count * each, 2)
  }
  console.log(`${rows.length} kinds of what prod costs by itself checked: ${JSON.stringify(counted)}`)
})

test('the deployment guide empties every bucket before a stage is removed', async () => {
  const buckets = async (stage: 'prod' | 'dev') =>
    sorted((await synthesize(stage)).ofType('AWS::S3::Bucket').map(({ stack }) => stack.toLowerCase()))
  const guide = readFileSync(join(ROOT, 'docs/operations/deploy.md'), 'utf8')
  expect(guide).toContain(`for context in ${(await buckets('dev')).join(' ')}; do`)
  expect(await buckets('prod')).toEqual(['audit', 'catalog', 'customers'])
  expect(stageConfig('dev').auditEveryDays).toBeUndefined()
})
