import { beforeEach, describe, expect, it } from 'vitest'
import { makePersonal } from '#shared/personal.ts'
import { makeMemoryKeys } from '#shared/testing-personal.ts'
import { MOST_FORGOTTEN, makeForgetVisitor } from './forget-visitor.ts'
import { did, makeInsights, VISITOR, viewed } from './testing.ts'

const OTHER = `${VISITOR.slice(0, -1)}2`

let insights: ReturnType<typeof makeInsights>
beforeEach(() => {
  insights = makeInsights({ eventsPerVisitor: 10_000 })
})

const told = (visitorId: string, ...events: Parameters<typeof insights.record>[0]['events']) =>
  insights.record({ visitorId, consent: true, events })

describe('forgetting a visitor', () => {
  it('leaves nothing of them, and all of the others', async () => {
    await told(OTHER, viewed('1', 'BOOK'))
    const before = insights.store.all()
    await told(VISITOR, viewed('1', 'BOOK'), did('add_to_cart', '2', undefined, { productId: 'BOOK' }))
    expect(await insights.forget(VISITOR)).toEqual({ forgotten: 2, more: false })
    expect(insights.store.all()).toEqual(before)
    expect(await insights.viewedBy(VISITOR)).toEqual([])
  })

  it('finds what was kept under a secret of before', async () => {
    await told(VISITOR, viewed('1', 'BOOK'))
    const { store } = insights
    const personal = makePersonal(makeMemoryKeys(), 'a newer secret', 'a secret of the tests')
    expect(await makeForgetVisitor({ store, personal })(VISITOR)).toEqual({ forgotten: 1, more: false })
  })

  it('does nothing where nothing is kept', async () => {
    expect(await insights.forget(VISITOR)).toEqual({ forgotten: 0, more: false })
  })

  it('takes them out of the counts of the days', async () => {
    await told(VISITOR, viewed('1', 'BOOK'))
    await insights.learn()
    const day = { from: '2026-11-26', to: '2026-11-26' }
    expect((await insights.funnel(day)).visits).toBe(1)
    await insights.forget(VISITOR)
    await insights.learn()
    expect((await insights.funnel(day)).visits).toBe(0)
  })

  it('goes on where it is asked again', async () => {
    for (let batch = 0; batch * 50 < MOST_FORGOTTEN; batch += 1)
      await told(VISITOR, ...Array.from({ length: 50 }, (_, n) => viewed(`${batch}-${n}`, 'BOOK')))
    const first = await insights.forget(VISITOR)
    expect(first.more).toBe(true)
    const second = await insights.forget(VISITOR)
    expect(second.more).toBe(false)
    expect(first.forgotten + second.forgotten).toBe(MOST_FORGOTTEN)
    expect(insights.store.all()).toEqual([])
  })
})
