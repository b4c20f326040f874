import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CategoryId, categoryId } from '#shared/ids.ts'
import { type CategoryTree, lineageOf, placeCategory } from './category-tree.ts'

const id = (name: string) => categoryId.parse(name)

function grow(...moves: [string, string?][]): CategoryTree {
  return moves.reduce<CategoryTree>((tree, [child, parent]) => {
    const placed = placeCategory(tree, id(child), parent === undefined ? undefined : id(parent))
    if (!placed.ok) throw new Error(placed.detail)
    return placed.value
  }, {})
}

const TREE = grow(['clothes'], ['shirts', 'clothes'], ['t-shirts', 'shirts'])

describe('the tree of categories', () => {
  it('knows what a category is part of', () => {
    expect(lineageOf(TREE, id('t-shirts'))).toEqual(['t-shirts', 'shirts', 'clothes'])
  })

  it.each([
    ['itself', 'shirts', 'shirts', 'category_loop'],
    ['what is part of it', 'clothes', 't-shirts', 'category_loop'],
    ['what is not there', 'shirts', 'hats', 'unknown_category'],
  ])('makes no category part of %s', (_, child, parent, code) => {
    expect(placeCategory(TREE, id(child), id(parent))).toMatchObject({ code })
  })

  it('is eight deep at most, also where a branch is moved', () => {
    const deep = grow(['a1'], ...[2, 3, 4, 5, 6, 7, 8].map((n): [string, string] => [`a${n}`, `a${n - 1}`]))
    expect(placeCategory(deep, id('a9'), id('a8'))).toMatchObject({ code: 'impossible' })
    const branch = { ...deep, ...grow(['b1'], ['b2', 'b1']) }
    expect(placeCategory(branch, id('b1'), id('a7'))).toMatchObject({ code: 'impossible' })
    expect(placeCategory(branch, id('b1'), id('a6'))).toMatchObject({ ok: true })
  })

  it('never has a loop, whatever is moved where', () => {
    const name = fc.constantFrom(...['a', 'b', 'c', 'd', 'e'].map(id))
    const moves = fc.array(fc.tuple(name, fc.option(name, { nil: undefined })), { maxLength: 40 })
    fc.assert(
      fc.property(moves, (all) => {
        let tree: CategoryTree = {}
        for (const [child, parent] of all) {
          const placed = placeCategory(tree, child, parent)
          if (placed.ok) tree = placed.value
        }
        for (const start of Object.keys(tree) as CategoryId[])
          expect(tree[lineageOf(tree, start).at(-1) ?? start]).toBeNull()
      }),
    )
  })
})
