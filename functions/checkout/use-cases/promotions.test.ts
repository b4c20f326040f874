import { beforeEach, describe, expect, it } from 'vitest'
import { customerId, promotionId } from '#shared/ids.ts'
import { listGenerated, readAutomatic } from '../adapters/promotion-items.ts'
import { promotion } from '../contract/promotions.ts'
import { makePutCustomerGroups, makeReadCustomerGroups } from './customer-groups.ts'
import { findOffers } from './find-offers.ts'
import {
  makeGenerateCodes,
  makeListPromotions,
  makePutPromotion,
  makeReadPromotion,
  makeRemovePromotion,
} from './promotions.ts'
import { CAUSE, makeCommitDeps, NOW } from './testing.ts'

const aPromotion = (content: object = {}) =>
  promotion.parse({ name: { en: 'A tenth' }, kind: 'percentage', percent: 10, ...content })

let deps: ReturnType<typeof makeCommitDeps>
beforeEach(() => {
  deps = makeCommitDeps()
})

const put = (id: string, content: object = {}, ifMatch?: number) =>
  makePutPromotion(deps)({ id: promotionId.parse(id), promotion: aPromotion(content), ifMatch }, CAUSE)
const remove = (id: string, ifMatch?: number) =>
  makeRemovePromotion(deps)({ id: promotionId.parse(id), ifMatch }, CAUSE)
const offered = async (...codes: string[]) => {
  const { offers, unknownCodes } = await findOffers(deps.store, codes, NOW)
  return [offers.map(({ id, code }) => [id, code]), unknownCodes]
}

/** A linear congruential generator: numbers that do not come again soon. */
let drawn = 1
const random = (below: number): number => {
  drawn = (drawn * 48_271) % 2_147_483_647
  return drawn % below
}
const generate = (id: string, quantity: number, about: { uses?: number; prefix?: string } = {}) =>
  makeGenerateCodes({ ...deps, random })({ id: promotionId.parse(id), quantity, uses: 1, ...about }, CAUSE)

describe('a promotion', () => {
  it('is made, replaced by who has seen it, and read', async () => {
    expect(await put('sale')).toMatchObject({ ok: true, value: { created: true, promotion: { version: 1 } } })
    expect(await put('sale', { percent: 20 })).toMatchObject({ ok: false, code: 'precondition_required' })
    expect(await put('sale', { percent: 20 }, 1)).toMatchObject({ ok: true, value: { created: false } })
    expect(await makeReadPromotion(deps)(promotionId.parse('sale'))).toMatchObject({
      value: { id: 'sale', kind: 'percentage', percent: 20, priority: 100, used: 0, version: 2 },
    })
    const { items } = await makeListPromotions(deps)({ limit: 20 })
    expect(items.map(({ id }) => id)).toEqual(['sale'])
  })

  it('that was removed is nowhere, and may be made again', async () => {
    await put('sale', { conditions: { codes: ['TEN'] } })
    expect(await remove('sale', 7)).toMatchObject({ ok: false, code: 'precondition_failed' })
    expect(await remove('sale')).toMatchObject({ ok: true, value: { id: 'sale' } })
    expect(await remove('sale')).toMatchObject({ ok: false, code: 'not_found' })
    expect(await offered('TEN')).toEqual([[], ['TEN']])
    expect((await makeListPromotions(deps)({ limit: 20 })).items).toEqual([])
    expect(await put('sale')).toMatchObject({ ok: true, value: { created: true } })
    expect(await offered()).toEqual([[['sale', undefined]], []])
  })

  it('is offered by itself until it ends', async () => {
    await put('always')
    await put('ended', { conditions: { until: '2026-11-20T00:59:59Z' } })
    await put('on-code', { conditions: { codes: [] } })
    expect((await readAutomatic(deps.store, NOW)).map(({ id }) => id)).toEqual(['always'])
  })

  it.each<[string, object, string]>([
    [
      'ends before it begins',
      { conditions: { from: '2026-12-01T00:00:00Z', until: '2026-12-01T00:00:00Z' } },
      '/conditions/until',
    ],
    ['names a code twice', { conditions: { codes: ['A', 'A'] } }, '/conditions/codes'],
    [
      'takes nothing off',
      { kind: 'amount', percent: undefined, amounts: [{ amount: 0, currency: 'JPY' }] },
      '/amounts',
    ],
    [
      'has two tiers from the same quantity on',
      {
        ...{ kind: 'tiered_by_quantity', percent: undefined },
        tiers: [3, 5, 3].map((from) => ({ from, percent: from })),
      },
      '/tiers/2/from',
    ],
    [
      'has two tiers from the same amount of a currency on',
      {
        ...{ kind: 'tiered_by_amount', percent: undefined },
        tiers: [
          { from: [{ amount: 900, currency: 'EUR' }], percent: 5 },
          {
            from: [
              { amount: 1_000, currency: 'JPY' },
              { amount: 900, currency: 'EUR' },
            ],
            percent: 10,
          },
        ],
      },
      '/tiers/1/from/1',
    ],
    ['has a line break in its name', { name: { en: 'A', ja: 'A\r\nBcc: x@example.com' } }, '/name/ja'],
  ])('that %s is refused', async (_, content, pointer) => {
    const { percent: _percent, ...rest } = { percent: 10, ...content }
    const given = 'kind' in content ? rest : { percent: 10, ...rest }
    const whole = promotion.parse({ name: { en: 'Wrong' }, kind: 'percentage', ...given })
    const result = await makePutPromotion(deps)(
      { id: promotionId.parse('wrong'), promotion: whole, ifMatch: undefined },
      CAUSE,
    )
    expect(result).toMatchObject({ ok: false, code: 'impossible', errors: [{ pointer }] })
  })
})

describe('a code', () => {
  it('is found however it is typed, each once', async () => {
    await put('sale', { conditions: { codes: ['TEN-OFF'] } })
    expect(await offered('ten-off', 'ＴＥＮ-OFF', ' TEN-OFF ', 'eleven')).toEqual([
      [['sale', 'TEN-OFF']],
      ['eleven'],
    ])
  })

  it("is one promotion's own until that lets it go", async () => {
    await put('sale', { conditions: { codes: ['TEN', 'FEW'] } })
    const taken = await put('other', { conditions: { codes: ['NEW', 'TEN'] } })
    expect(taken).toMatchObject({ code: 'code_taken', errors: [{ pointer: '/conditions/codes/1' }] })
    await put('sale', { conditions: { codes: ['FEW'] } }, 1)
    expect(await put('other', { conditions: { codes: ['NEW', 'TEN'] } })).toMatchObject({ ok: true })
    expect(await offered('TEN')).toEqual([[['other', 'TEN']], []])
  })

  it('of two that want it at once is taken by one', async () => {
    const both = await Promise.all(['a', 'b'].map((id) => put(id, { conditions: { codes: ['TEN'] } })))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('generated codes', () => {
  it('are as many as were asked for, and lead to their promotion', async () => {
    await put('sale', { conditions: { codes: [] } })
    const made = await generate('sale', 200, { prefix: 'XMAS', uses: 3 })
    const codes = made.ok ? made.value.codes : []
    expect(new Set(codes).size).toBe(200)
    expect(codes.every((code) => /^XMAS-[2-9A-HJ-KM-NP-Z]{10}$/.test(code))).toBe(true)
    const [code = ''] = codes
    expect(await offered(code)).toEqual([[['sale', code]], []])
    const page = await listGenerated(deps.store, promotionId.parse('sale'), { limit: 1 })
    expect(page.items).toMatchObject([{ uses: 3, used: 0 }])
  })

  it('are refused for what is not there, and for what applies by itself', async () => {
    expect(await generate('sale', 1)).toMatchObject({ code: 'not_found' })
    await put('sale')
    expect(await generate('sale', 1)).toMatchObject({ code: 'impossible' })
  })
})

describe('the groups of a customer', () => {
  const customer = customerId.parse(`cus_${'c'.repeat(26)}`)
  const groups = (names: string[], ifMatch?: number) =>
    makePutCustomerGroups(deps)({ customerId: customer, groups: names, ifMatch }, CAUSE)

  it('are said, replaced by who has seen them, and read', async () => {
    expect(await makeReadCustomerGroups(deps)(customer)).toMatchObject({ code: 'not_found' })
    expect(await groups(['vip', 'vip'])).toMatchObject({
      value: { created: true, groups: { groups: ['vip'] } },
    })
    expect(await groups(['staff'])).toMatchObject({ code: 'precondition_required' })
    expect(await groups(['staff'], 1)).toMatchObject({ value: { created: false } })
    expect(await makeReadCustomerGroups(deps)(customer)).toEqual({
      ok: true,
      value: { customerId: customer, groups: ['staff'], version: 2 },
    })
  })
})
