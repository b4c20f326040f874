import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { startStripeSandbox } from '../main.ts'
import { stripeJs } from './stripe-js.ts'

it('the sandbox serves its own Stripe.js', async () => {
  const sandbox = await startStripeSandbox()
  try {
    const answer = await fetch(`${sandbox.url}/_sandbox/stripe.js`)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await answer.text()).toBe(stripeJs)
  } finally {
    await sandbox.close()
  }
})

it('a live key has no place in it', () => {
  const script = `${stripeJs}; Stripe(key)`
  expect(() => runInNewContext(script, { key: 'pk_live_1' })).toThrow('publishable test key')
  expect(() => runInNewContext(script, { key: 'pk_test_1' })).not.toThrow()
})
