import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  bundleFolder,
  bundleHandlers,
  LARGER_BUNDLES,
  MAX_BUNDLE_BYTES,
  ROOT,
  refuseLarge,
} from '#lib/bundle.ts'
import { bundlesOnce, synthesize } from './synth.ts'

const codeOf = ({ context, name }: { context: string; name: string }) =>
  readFileSync(join(bundleFolder(context, name), 'index.js'), 'utf8')

test('the same code makes the same bytes, so that only what changed is deployed', async () => {
  const first = (await bundlesOnce()).map(codeOf)
  const second = (await bundleHandlers()).map(codeOf)
  console.log(`${first.length} bundles checked`)
  expect(first.length).toBeGreaterThan(30)
  expect(first.findIndex((code, index) => code !== second[index])).toBe(-1)
})

test('every handler is deployed, and nothing says where it was built', async () => {
  const bundles = await bundlesOnce()
  const functions = (await synthesize('prod')).ofType('AWS::Lambda::Function')
  const deployed = functions.map(({ Properties }) => String(Properties['FunctionName']))
  for (const bundle of bundles) {
    const { context, name } = bundle
    if (context !== 'shared') expect.soft(deployed).toContain(`cartwright-prod-${context}-${name}`)
    expect.soft(codeOf(bundle).includes(ROOT), `${context}/${name} names ${ROOT}`).toBe(false)
  }
})

test('a bundle that is too large fails the build', () => {
  const large = { context: 'checkout', name: 'quote', bytes: MAX_BUNDLE_BYTES + 1 }
  expect(() => refuseLarge([large])).toThrow(/checkout\/quote has 501 kB; at most 500 kB/)
  expect(() => refuseLarge([{ ...large, bytes: MAX_BUNDLE_BYTES }])).not.toThrow()
})

test('who may be larger is larger, and says why', async () => {
  const bundles = await bundlesOnce()
  for (const [who, { reason }] of Object.entries(LARGER_BUNDLES)) {
    const [context, name] = who.split('/')
    const theirs = bundles.filter((bundle) => bundle.context === context && (!name || bundle.name === name))
    expect
      .soft(
        theirs.some(({ bytes }) => bytes > MAX_BUNDLE_BYTES),
        who,
      )
      .toBe(true)
    expect.soft(reason.split(' ').length, who).toBeGreaterThan(5)
  }
})
