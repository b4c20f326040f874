import { beforeAll, describe, expect, it } from 'vitest'
import { EXISTS, IS_NEW, type Item, queryAll, type Store } from '#shared/store/store.ts'

/**
 * What every store must do alike, so that use cases tried on one hold on the other. The table needs
 * the keys `pk` and `sk`, and the index `gsi1`. Each test has a partition of its own.
 */
export function storeConformance(name: string, makeStore: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store
    beforeAll(async () => {
      store = await makeStore()
    })
    reading(() => store)
    conditions(() => store)
    updating(() => store)
    committing(() => store)
    querying(() => store)
    racing(() => store)
  })
}

let partitions = 0
const freshPartition = (): string => `TEST#${process.pid}#${++partitions}`

const COMMITTED = { ok: true }
const refusedAt = (...failed: number[]) => ({ ok: false, failed })

function reading(store: () => Store): void {
  describe('reading', () => {
    it('finds nothing where nothing was written', async () => {
      expect(await store().get({ pk: freshPartition(), sk: 'A' })).toBeUndefined()
    })

    it('gives back an item as it was put, without what was undefined', async () => {
      const key = { pk: freshPartition(), sk: 'A' }
      const content = {
        text: '源氏 📖',
        empty: '',
        number: -1.5,
        flag: false,
        list: [1, { two: 2 }],
        none: null,
      }
      await store().commit([{ put: { ...key, ...content, missing: undefined } }])
      expect(await store().get(key)).toEqual({ ...key, ...content })
    })

    it('is changed by commits only, neither by who wrote an item nor by who read it', async () => {
      const key = { pk: freshPartition(), sk: 'A' }
      const list = [1]
      await store().commit([{ put: { ...key, list } }])
      list.push(2)
      const read = (await store().get(key))?.['list']
      if (Array.isArray(read)) Reflect.set(read, 1, 3)
      expect(await store().get(key)).toEqual({ ...key, list: [1] })
    })
  })
}

function conditions(store: () => Store): void {
  describe('conditions', () => {
    it('lets a new item be made once', async () => {
      const put = { pk: freshPartition(), sk: 'A' }
      expect(await store().commit([{ put, when: IS_NEW }])).toEqual(COMMITTED)
      expect(await store().commit([{ put, when: IS_NEW }])).toEqual(refusedAt(0))
    })

    it.each([
      ['number', '=', 5, true],
      ['number', '=', 6, false],
      ['number', '<>', 6, true],
      ['number', '<>', 5, false],
      ['number', '<', 6, true],
      ['number', '<', 5, false],
      ['number', '<=', 5, true],
      ['number', '<=', 4, false],
      ['number', '>', 4, true],
      ['number', '>', 5, false],
      ['number', '>=', 5, true],
      ['number', '>=', 6, false],
      ['number', '>=', '5', false],
      ['text', '<', 'n', true],
      ['text', '>', 'n', false],
      ['flag', '=', true, true],
      ['flag', '=', false, false],
      ['missing', '=', 5, false],
      ['missing', '>=', 0, false],
      ['missing', '<>', 5, true],
    ] as const)('weighs %s %s %s as %s', async (attribute, test, value, holds) => {
      const key = { pk: freshPartition(), sk: 'A' }
      await store().commit([{ put: { ...key, number: 5, text: 'm', flag: true } }])
      const result = await store().commit([{ check: key, when: [[attribute, test, value]] }])
      expect(result).toEqual(holds ? COMMITTED : refusedAt(0))
    })

    it('needs all clauses of a condition', async () => {
      const key = { pk: freshPartition(), sk: 'A' }
      await store().commit([{ put: { ...key, a: 1, b: 1 } }])
      const when = [...EXISTS, ['a', '=', 1], ['b', '=', 2]] as const
      expect(await store().commit([{ delete: key, when }])).toEqual(refusedAt(0))
      expect(await store().get(key)).toBeDefined()
    })

    it('tells present from absent attributes', async () => {
      const key = { pk: freshPartition(), sk: 'A' }
      await store().commit([{ put: { ...key, here: 0 } }])
      expect(await store().commit([{ check: key, when: [['here', 'absent']] }])).toEqual(refusedAt(0))
      expect(await store().commit([{ check: key, when: [['here', 'present']] }])).toEqual(COMMITTED)
      expect(await store().commit([{ check: key, when: [['gone', 'present']] }])).toEqual(refusedAt(0))
    })
  })
}

function updating(store: () => Store): void {
  describe('updating', () => {
    it('sets, adds and removes single attributes, and leaves the others', async () => {
      const key = { pk: freshPartition(), sk: 'A' }
      await store().commit([{ put: { ...key, name: 'old', stock: 5, note: 'x', size: 'M' } }])
      const set = { name: 'new', size: undefined }
      await store().commit([{ update: key, set, add: { stock: -2, sold: 2 }, remove: ['note'] }])
      expect(await store().get(key)).toEqual({ ...key, name: 'new', stock: 3, sold: 2, size: 'M' })
    })

    it('makes the item where there is none', async () => {
      const key = { pk: freshPartition(), sk: 'A' }
      await store().commit([{ update: key, set: { name: 'new' }, add: { stock: 0 } }])
      expect(await store().get(key)).toEqual({ ...key, name: 'new', stock: 0 })
    })

    it('takes any word as the name of an attribute', async () => {
      const key = { pk: freshPartition(), sk: 'A' }
      await store().commit([{ update: key, set: { status: 'held', name: 'x' }, add: { count: 1, size: 2 } }])
      expect(await store().commit([{ check: key, when: [['status', '=', 'held']] }])).toEqual(COMMITTED)
    })
  })
}

function committing(store: () => Store): void {
  describe('committing', () => {
    it('writes all or nothing, and tells which conditions failed', async () => {
      const pk = freshPartition()
      await store().commit([{ put: { pk, sk: 'A', n: 1 } }])
      const result = await store().commit([
        { put: { pk, sk: 'B' }, when: IS_NEW },
        { put: { pk, sk: 'A' }, when: IS_NEW },
        { update: { pk, sk: 'C' }, add: { n: 1 } },
        { check: { pk, sk: 'D' }, when: EXISTS },
      ])
      expect(result).toEqual(refusedAt(1, 3))
      expect((await store().query({ partition: pk })).items).toEqual([{ pk, sk: 'A', n: 1 }])
    })

    it('deletes what is there, and minds nothing that is not', async () => {
      const key = { pk: freshPartition(), sk: 'A' }
      await store().commit([{ put: key }])
      expect(await store().commit([{ delete: key }])).toEqual(COMMITTED)
      expect(await store().commit([{ delete: key }])).toEqual(COMMITTED)
      expect(await store().get(key)).toBeUndefined()
    })

    it('takes 100 writes, not 101 and not none', async () => {
      const pk = freshPartition()
      const puts = Array.from({ length: 101 }, (_, n) => ({ put: { pk, sk: String(n) } }))
      expect(await store().commit(puts.slice(0, 100))).toEqual(COMMITTED)
      await expect(store().commit(puts)).rejects.toThrow()
      await expect(store().commit([])).rejects.toThrow()
    })

    it('does not write one item twice in a commit', async () => {
      const key = { pk: freshPartition(), sk: 'A' }
      const twice = [{ put: key }, { update: key, set: { n: 1 } }]
      await expect(store().commit(twice)).rejects.toThrow()
      expect(await store().get(key)).toBeUndefined()
    })
  })
}

const sortKeys = (items: readonly Item[]): string[] => items.map(({ sk }) => sk)

function querying(store: () => Store): void {
  const written = async (...sks: string[]): Promise<string> => {
    const pk = freshPartition()
    await store().commit(
      sks.map((sk) => ({ put: { pk, sk, gsi1pk: `${pk}#INDEX`, gsi1sk: `${9 - Number(sk[1])}` } })),
    )
    return pk
  }

  describe('querying', () => {
    it('finds a partition in the order of its sort keys, either way', async () => {
      const partition = await written('A3', 'A1', 'A2')
      await written('A1')
      expect(sortKeys((await store().query({ partition })).items)).toEqual(['A1', 'A2', 'A3'])
      const backward = await store().query({ partition, order: 'backward' })
      expect(sortKeys(backward.items)).toEqual(['A3', 'A2', 'A1'])
    })

    it.each([
      [{ beginsWith: 'B' }, ['B1', 'B2']],
      [{ from: 'A2' }, ['A2', 'B1', 'B2', 'C1']],
      [{ to: 'B1' }, ['A1', 'A2', 'B1']],
      [{ from: 'A2', to: 'B1' }, ['A2', 'B1']],
      [{ from: 'B1', to: 'A2' }, []],
      [{ to: '\u0002' }, []],
    ])('narrows to %j, both ends included', async (sort, expected) => {
      const partition = await written('A1', 'A2', 'B1', 'B2', 'C1')
      expect(sortKeys((await store().query({ partition, sort })).items)).toEqual(expected)
    })

    it.each([undefined, 'gsi1'] as const)('goes through pages, each item once (index %s)', async (index) => {
      const pk = await written('A1', 'A2', 'A3', 'A4', 'A5')
      const query = { ...(index ? { index } : {}), partition: index ? `${pk}#INDEX` : pk, limit: 2 }
      const first = await store().query(query)
      expect(first.items).toHaveLength(2)
      const all = sortKeys(await queryAll(store(), query))
      expect(all).toEqual(index ? ['A5', 'A4', 'A3', 'A2', 'A1'] : ['A1', 'A2', 'A3', 'A4', 'A5'])
    })

    it('refuses a cursor that is none of this query', async () => {
      const partition = await written('A1', 'A2', 'A3')
      const other = await store().query({ partition: await written('A1', 'A2'), limit: 1 })
      for (const cursor of ['nonsense', String(other.nextCursor)])
        await expect(store().query({ partition, cursor })).rejects.toThrow('none of this list')
    })

    it('shows in an index what has its keys, in their order', async () => {
      const pk = await written('A1', 'A2')
      await store().commit([{ put: { pk, sk: 'B1' } }])
      const { items } = await store().query({ index: 'gsi1', partition: `${pk}#INDEX` })
      expect(sortKeys(items)).toEqual(['A2', 'A1'])
    })
  })
}

function racing(store: () => Store): void {
  describe('racing', () => {
    it('lets exactly 10 of 50 take one of 10', async () => {
      const key = { pk: freshPartition(), sk: 'LEVEL' }
      await store().commit([{ put: { ...key, available: 10 } }])
      const takeOne = () =>
        store().commit([{ update: key, add: { available: -1 }, when: [['available', '>=', 1]] }])
      const results = await Promise.all(Array.from({ length: 50 }, takeOne))
      expect(results.filter(({ ok }) => ok)).toHaveLength(10)
      expect(await store().get(key)).toEqual({ ...key, available: 0 })
    })
  })
}
