import { describe, expect, it } from 'vitest'
import { minutes, seconds } from './clock.ts'
import { orderId } from './ids.ts'
import type { SigningSecretName } from './names.ts'
import { makeOrderTokens } from './order-tokens.ts'
import { Fault } from './outcomes.ts'
import { makeSealedText } from './sealed-text.ts'
import { makeSecrets, type SigningSecret } from './secrets.ts'

const ORDER = orderId.parse(`ord_${'a'.repeat(26)}`)

interface Holder {
  sign(): Promise<string>
  believes(text: string): Promise<boolean>
}

/** What a function holds for as long as it lives. */
const HOLDERS: readonly [SigningSecretName, (secret: SigningSecret) => Holder][] = [
  [
    'quote-seal',
    (secret) => {
      const seal = makeSealedText('quote', secret)
      return {
        sign: () => seal.seal({ total: 4180 }),
        believes: async (text) => (await seal.open(text)) !== undefined,
      }
    },
  ],
  [
    'tokens',
    (secret) => {
      const tokens = makeOrderTokens(secret)
      return {
        sign: () => tokens.issue('track', ORDER),
        believes: async (text) => (await tokens.verify('track', text)) === ORDER,
      }
    },
  ],
]

/** A secret of a stage that is rotated while functions hold it. */
function givenSecret() {
  const time = { now: Date.parse('2026-11-23T01:00:00Z') }
  const versions: Record<string, string | undefined> = { AWSCURRENT: 'first' }
  const store = { reads: 0, isDown: false }
  const read = async (_: string, stage: string) => {
    store.reads += 1
    if (store.isDown) throw new Error('timeout')
    return versions[stage]
  }
  return {
    store,
    later: (ms: number) => {
      time.now += ms
    },
    rotate: (text: string) => {
      versions['AWSPREVIOUS'] = versions['AWSCURRENT']
      versions['AWSCURRENT'] = text
    },
    /** As a function has them that has just started. */
    secrets: () => makeSecrets(read, 'test', { now: () => new Date(time.now) }),
  }
}

describe.each(HOLDERS)('what holds the secret %s', (name, makeHolder) => {
  function given() {
    const secret = givenSecret()
    const start = () => makeHolder(secret.secrets().signing(name))
    return { ...secret, start, warm: start() }
  }

  it('signs with the new text five minutes after a rotation, and believes the one before', async () => {
    const { warm, start, rotate, later } = given()
    const before = await warm.sign()
    rotate('second')
    later(minutes(5) - 1)
    expect(await warm.sign()).toBe(before)
    later(1)
    expect(await warm.sign()).not.toBe(before)
    expect(await warm.sign()).toBe(await start().sign())
    expect(await warm.believes(before)).toBe(true)
  })

  it('refuses five minutes later what was signed with a text that is gone', async () => {
    const { warm, rotate, later } = given()
    const leaked = await warm.sign()
    rotate('second')
    rotate('third')
    later(minutes(5))
    expect(await warm.believes(leaked)).toBe(false)
  })

  it('believes at once what others sign with a text that it has not seen', async () => {
    const { warm, start, rotate, later } = given()
    await warm.sign()
    later(seconds(10))
    rotate('second')
    rotate('third')
    expect(await warm.believes(await start().sign())).toBe(true)
  })

  it('asks for the secret once in ten seconds, however much is forged', async () => {
    const { warm, start, store, rotate, later } = given()
    await warm.sign()
    rotate('second')
    rotate('third')
    const valid = await start().sign()
    const forged = await makeHolder({ current: async () => 'forged', verify: async () => false }).sign()
    const reads = store.reads
    later(seconds(10) - 1)
    expect(await warm.believes(valid)).toBe(false)
    expect(store.reads).toBe(reads)
    later(1)
    for (let n = 0; n < 20; n += 1) expect(await warm.believes(forged)).toBe(false)
    expect(store.reads).toBe(reads + 2)
    expect(await warm.believes(valid)).toBe(true)
    for (const nothingOfOurs of ['', 'x', 'a.b', 'a.b.c.d']) await warm.believes(nothingOfOurs)
    expect(store.reads).toBe(reads + 2)
  })

  it('goes on with what it knows while the secret cannot be read anew', async () => {
    const { warm, store, later } = given()
    const known = await warm.sign()
    const forged = await makeHolder({ current: async () => 'forged', verify: async () => false }).sign()
    store.isDown = true
    later(seconds(10))
    await expect(warm.believes(forged)).rejects.toThrow(Fault)
    const reads = store.reads
    expect(await warm.believes(known)).toBe(true)
    expect(await warm.believes(forged)).toBe(false)
    expect(store.reads).toBe(reads)
    later(minutes(5))
    await expect(warm.believes(known)).rejects.toThrow(`cartwright-test/${name}`)
  })
})
