import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ADDRESS_USES, type AddressUse } from '../contract/address-operations.ts'
import { type AddressBook, addAddress, removeAddress, replaceAddress } from './address-book.ts'

const address = { name: 'Hanako', line1: '1-1', city: '千代田区', postalCode: '100-0001', country: 'JP' }
const add = (book: AddressBook, id: string, defaultFor: AddressUse[] = []): AddressBook => {
  const added = addAddress(book, { id, address, defaultFor })
  return added.ok ? added.value : book
}
const defaultsOf = (book: AddressBook, use: AddressUse) =>
  book.filter(({ defaultFor }) => defaultFor.includes(use)).map(({ id }) => id)

describe('a book of addresses', () => {
  it('has its first address as the default for all', () => {
    expect(add([], 'a')[0]?.defaultFor).toEqual(['shipping', 'billing'])
  })

  it('has another default where one is named, and the oldest where that is removed', () => {
    const book = add(add(add([], 'a'), 'b'), 'c', ['billing'])
    expect([defaultsOf(book, 'shipping'), defaultsOf(book, 'billing')]).toEqual([['a'], ['c']])
    expect(defaultsOf(removeAddress(book, 'c'), 'billing')).toEqual(['a'])
  })

  it('keeps its defaults where another address is removed', () => {
    const book = add(add(add([], 'a'), 'b'), 'c', ['shipping', 'billing'])
    const left = removeAddress(book, 'b')
    expect(ADDRESS_USES.map((use) => defaultsOf(left, use))).toEqual([['c'], ['c']])
  })

  it('keeps its defaults where a further address names none', () => {
    expect(add(add([], 'a'), 'b').map(({ defaultFor }) => defaultFor)).toEqual([['shipping', 'billing'], []])
  })

  it('replaces an address in its place, under the next version', () => {
    const book = replaceAddress(add(add([], 'a'), 'b'), {
      ...{ id: 'b', defaultFor: ['shipping'] },
      address: { ...address, city: '港区' },
    })
    expect(book.map(({ id, version, address: { city } }) => [id, version, city])).toEqual([
      ['a', 1, '千代田区'],
      ['b', 2, '港区'],
    ])
    expect(defaultsOf(book, 'shipping')).toEqual(['b'])
  })

  it('has 20 addresses at most', () => {
    const full = Array.from({ length: 20 }).reduce<AddressBook>((book, _, at) => add(book, `a${at}`), [])
    expect(addAddress(full, { id: 'x', address, defaultFor: [] })).toMatchObject({ code: 'impossible' })
  })

  it('has one default for each use as long as it has an address, whatever is done to it', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd')
    const uses = fc.subarray([...ADDRESS_USES])
    const act = fc.oneof(
      fc.record({ act: fc.constant('add' as const), id, uses }),
      fc.record({ act: fc.constant('replace' as const), id, uses }),
      fc.record({ act: fc.constant('remove' as const), id, uses }),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let book: AddressBook = []
        for (const one of acts) {
          const there = book.some((known) => known.id === one.id)
          if (one.act === 'add' && !there) book = add(book, one.id, one.uses)
          if (one.act === 'replace' && there)
            book = replaceAddress(book, { id: one.id, address, defaultFor: one.uses })
          if (one.act === 'remove') book = removeAddress(book, one.id)
          for (const use of ADDRESS_USES) expect(defaultsOf(book, use)).toHaveLength(book.length > 0 ? 1 : 0)
        }
      }),
    )
  })
})
