import { beforeEach, describe, expect, it } from 'vitest'
import { after, days, hours, minutes } from '#shared/clock.ts'
import { did, makeInsights, NOON, VISITOR, viewed } from './testing.ts'

let insights: ReturnType<typeof makeInsights>
beforeEach(() => {
  insights = makeInsights()
})

const told = (events: Parameters<typeof insights.record>[0]['events'], consent = true, visitorId = VISITOR) =>
  insights.record({ visitorId, consent, events })
const kept = () => insights.store.all().filter(({ sk }) => sk.startsWith('EVENT#'))
const soon = (milliseconds: number) => new Date(after(NOON, milliseconds))

describe('what a visitor did', () => {
  it('is kept with consent, until its time is up', async () => {
    expect(await told([viewed('1', 'BOOK'), did('checkout_started', '2')])).toEqual({ kept: 2, notKept: [] })
    const until = Math.ceil((NOON.getTime() + days(90)) / 1_000)
    expect(kept()).toMatchObject([
      { type: 'view', productId: 'BOOK', ttl: until },
      { type: 'checkout_started', ttl: until },
    ])
  })

  it('leaves nothing at all without consent, and the answer says so', async () => {
    expect(await told([viewed('1', 'BOOK')], false)).toEqual({
      kept: 0,
      notKept: [{ id: '1', reason: 'no_consent' }],
    })
    expect(insights.store.all()).toEqual([])
  })

  it('names nobody: the visitor is a keyed hash, and an address in a search is not kept', async () => {
    const query = 'Red Mugs for hanako@example.com 0312345678'
    await told([did('search', '1', NOON, { query, resultCount: 3 })])
    const written = JSON.stringify(insights.store.all())
    expect(written).not.toContain(VISITOR)
    expect(written).not.toContain('hanako')
    expect(written).not.toContain('0312345678')
    expect(kept()).toMatchObject([{ words: 'red mugs for', resultCount: 3 }])
  })

  it('counts once, however often it is told, also at the same moment and twice in a batch', async () => {
    const batch = [viewed('1', 'BOOK'), viewed('1', 'BOOK'), viewed('2', 'PEN')]
    const answers = await Promise.all([told(batch), told(batch), told(batch)])
    expect(answers.reduce((sum, answer) => sum + answer.kept, 0)).toBe(2)
    expect(kept()).toHaveLength(2)
    const again = await told([...batch, viewed('3', 'INK')])
    expect(again.kept).toBe(1)
    expect(again.notKept).toEqual([1, 1, 2].map((id) => ({ id: String(id), reason: 'repeated' })))
  })

  it('is told apart from the same event of another visitor', async () => {
    await told([viewed('1', 'BOOK')])
    expect(await told([viewed('1', 'BOOK')], true, `${VISITOR.slice(0, -1)}2`)).toMatchObject({ kept: 1 })
  })

  it.each([
    ['a minute ahead', minutes(1), undefined],
    ['ten minutes ahead', minutes(10), 'in_the_future'],
    ['a day late', -days(1), undefined],
    ['two days and an hour late', -days(2) - hours(1), 'too_old'],
  ])('%s is kept or left out by the clock', async (_, offset, reason) => {
    const answer = await told([viewed('1', 'BOOK', soon(offset))])
    expect(answer.notKept[0]?.reason).toBe(reason)
    expect(kept()).toHaveLength(reason ? 0 : 1)
  })

  it('is kept so many times a day and no more', async () => {
    insights = makeInsights({ eventsPerVisitor: 3 })
    const many = ['1', '2', '3', '4', '5'].map((id) => viewed(id, 'BOOK'))
    expect(await told(many)).toMatchObject({
      kept: 3,
      notKept: [{ id: '4', reason: 'too_many' }, { id: '5' }],
    })
    expect(await told([viewed('6', 'BOOK')])).toMatchObject({ kept: 0 })
    insights.setTime(soon(days(1)))
    expect(await told([viewed('7', 'BOOK', soon(days(1)))])).toMatchObject({ kept: 1 })
  })
})

describe('what a visitor has viewed', () => {
  beforeEach(async () => {
    for (const id of ['BOOK', 'PEN', 'INK']) await insights.publish(id)
    await insights.applyMovements(insights.stocked({ BOOK: 1, PEN: 1, INK: 1 }))
  })

  it('comes back last first, each once, to that visitor alone', async () => {
    const views = ['BOOK', 'PEN', 'BOOK', 'INK'].map((id, n) => viewed(String(n), id, soon(minutes(n - 9))))
    await told(views)
    expect(await insights.viewedBy(VISITOR)).toEqual(['INK', 'BOOK', 'PEN'])
    expect(await insights.viewedBy(VISITOR, 1)).toEqual(['INK'])
    expect(await insights.viewedBy(`${VISITOR.slice(0, -1)}2`)).toEqual([])
  })

  it('leaves out what is sold out, withdrawn, or was never there', async () => {
    await told(['BOOK', 'PEN', 'INK', 'NOTHING'].map((id, n) => viewed(String(n), id, soon(minutes(n - 9)))))
    await insights.applyMovements(insights.stocked({ PEN: -1 }))
    await insights.withdraw('INK', 2)
    expect(await insights.viewedBy(VISITOR)).toEqual(['BOOK'])
  })
})
