import { expect, test } from 'vitest'
import { testOutputs } from '#support/outputs.ts'

test('probe', async () => {
  console.log(JSON.stringify(testOutputs()))
  const r = await fetch(testOutputs().siteUrl + '/docs')
  console.log(r.status, (await r.text()).slice(0, 200))
  expect(1).toBe(1)
})
