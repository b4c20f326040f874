import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alsoBought, LIST_LENGTH, weightOfBasket } from './also-bought.ts'
import { type Baskets, LARGEST_BASKET, makeBasketCollector } from './baskets.ts'
import { type CoPurchases, countCoPurchases } from './co-purchases.ts'
import { cosine } from './cosine.ts'
import { ease } from './ease.ts'
import { at } from './numbers.ts'
import { type Pairs, turned } from './pairs.ts'
import { solve } from './solve.ts'
import { strongest } from './strongest.ts'

/** Each letter is a product. */
const collected = (words: readonly string[], weight?: number): Baskets => {
  const collector = makeBasketCollector()
  for (const word of words) collector.add([...word], weight)
  return collector.collected()
}

/** `{ ab: 2 }`: the number of the pair from a to b. */
const told = ({ products }: Baskets, { starts, others, values }: Pairs): Record<string, number> =>
  Object.fromEntries(
    products.flatMap((product, row) =>
      [...others.subarray(at(starts, row), at(starts, row + 1))].map((other, place) => [
        `${product}${products[other]}`,
        at(values, at(starts, row) + place),
      ]),
    ),
  )

const BASKETS = collected(['abc', 'ab', 'ab', 'ad'])

const words = fc.array(
  fc
    .uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 2, maxLength: 6 })
    .map((letters) => letters.join('')),
  { minLength: 1, maxLength: 30 },
)

describe('baskets', () => {
  it('name a product once, and have two at least', () => {
    const { products, starts, members } = collected(['aab', 'a', 'cc', '', 'bc'])
    expect({ products, starts: [...starts], members: [...members] }).toEqual({
      products: ['a', 'b', 'c'],
      starts: [0, 2, 4],
      members: [0, 1, 1, 2],
    })
  })

  it('are passed over where they are too large to say what goes together', () => {
    const many = (count: number) => Array.from({ length: count }, (_, number) => `P${number}`)
    const collector = makeBasketCollector()
    collector.add(many(LARGEST_BASKET + 1))
    expect(collector.collected().products).toEqual([])
    collector.add(many(LARGEST_BASKET))
    expect(collector.collected().products).toHaveLength(LARGEST_BASKET)
  })

  it('count half after a year, and never more than whole', () => {
    expect([weightOfBasket(0), weightOfBasket(365), weightOfBasket(730), weightOfBasket(-3)]).toEqual([
      1, 0.5, 0.25, 1,
    ])
  })
})

describe('co-purchases', () => {
  it('are counted in both directions, and beside them in how many baskets a product is', () => {
    const { together, totals } = countCoPurchases(BASKETS)
    expect(told(BASKETS, together)).toEqual({ ab: 3, ba: 3, ac: 1, ca: 1, bc: 1, cb: 1, ad: 1, da: 1 })
    expect([...totals]).toEqual([4, 3, 1, 1])
  })

  it('count by the weights of their baskets', () => {
    const light = collected(['ab', 'ab'], 0.25)
    expect(told(light, countCoPurchases(light).together)).toEqual({ ab: 0.5, ba: 0.5 })
  })

  it('are those of a count by hand, whatever the baskets', () => {
    fc.assert(
      fc.property(words, (given) => {
        const baskets = collected(given)
        const byHand: Record<string, number> = {}
        for (const word of given)
          for (const a of word) for (const b of word) if (a !== b) byHand[a + b] = (byHand[a + b] ?? 0) + 1
        expect(told(baskets, countCoPurchases(baskets).together)).toEqual(byHand)
      }),
    )
  })
})

describe('cosine', () => {
  it('is what two products have together over the root of what each has', () => {
    const found = told(BASKETS, cosine(countCoPurchases(BASKETS)))
    expect(found['ab']).toBeCloseTo(3 / Math.sqrt(4 * 3), 6)
    expect(found['ad']).toBeCloseTo(1 / Math.sqrt(4 * 1), 6)
  })

  it('is alike in both directions, above 0 and at most 1', () => {
    fc.assert(
      fc.property(words, (given) => {
        const baskets = collected(given)
        const found = told(baskets, cosine(countCoPurchases(baskets)))
        for (const [pair, value] of Object.entries(found)) {
          expect(value).toBe(found[[...pair].reverse().join('')])
          expect(value > 0 && value <= 1.000001).toBe(true)
        }
      }),
    )
  })
})

describe('EASE', () => {
  it('of two products is worked out by hand: together / (the total of who speaks + ridge)', () => {
    const baskets = collected(['ab', 'ab', 'ac'])
    const found = told(baskets, ease(countCoPurchases(baskets), { ridge: 1, neighbors: 1 }))
    // Who foretells b is a, in 3 baskets; who foretells a best is b, in 2; c is foretold by a.
    expect(found['ab']).toBeCloseTo(2 / (3 + 1), 6)
    expect(found['ba']).toBeCloseTo(2 / (2 + 1), 6)
    expect(found['ac']).toBeCloseTo(1 / (3 + 1), 6)
    expect(found['ca']).toBeUndefined()
  })

  it('is the one with the inverse of the whole matrix, where all others are neighbors', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 50 }), (given, ridge) => {
        // One basket has all, so that each has been together with each.
        const baskets = collected([...given, 'abcdefgh'])
        const coPurchases = countCoPurchases(baskets)
        const found = told(baskets, ease(coPurchases, { ridge, neighbors: 100 }))
        const inverse = inverted(gram(coPurchases, ridge))
        expect(Object.keys(found)).toHaveLength(8 * 7)
        for (const [pair, value] of Object.entries(found)) {
          const [from = -1, to = -1] = [...pair].map((product) => baskets.products.indexOf(product))
          expect(value).toBeCloseTo(-(inverse[from]?.[to] ?? Number.NaN) / (inverse[to]?.[to] ?? 0), 4)
        }
      }),
    )
  })

  it('speaks neither of a product itself nor of more than its neighbors', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 4 }), (given, neighbors) => {
        const baskets = collected(given)
        const foretold = turned(ease(countCoPurchases(baskets), { ridge: 5, neighbors }))
        const pairs = Object.keys(told(baskets, foretold))
        expect(pairs.filter((pair) => pair[0] === pair[1])).toEqual([])
        for (const product of baskets.products)
          expect(pairs.filter((pair) => pair[0] === product).length).toBeLessThanOrEqual(neighbors)
      }),
    )
  })

  it('tells a companion from what is merely in every basket', () => {
    const bags = Array.from({ length: 300 }, (_, n) => (n % 3 === 0 ? 'ptx' : n % 3 === 1 ? 'qx' : 'rx'))
    const baskets = collected(bags)
    const found = told(baskets, alsoBought(baskets))
    expect(found['pt']).toBeGreaterThan(found['px'] ?? 0)
  })

  it('has nothing to say where there are no baskets', () => {
    expect(alsoBought(collected([])).others).toHaveLength(0)
  })
})

describe('the strongest', () => {
  it('come first, of equal ones the lower number, and none that speaks against', () => {
    const pairs: Pairs = {
      starts: Uint32Array.of(0, 5),
      others: Uint32Array.of(9, 4, 7, 2, 3),
      values: Float32Array.of(0.5, 0.9, 0.5, -0.7, 0),
    }
    expect([...strongest(pairs, 10).others]).toEqual([4, 7, 9])
    expect([...strongest(pairs, 2).others]).toEqual([4, 7])
  })

  it(`are ${LIST_LENGTH} of each product at most`, () => {
    const collector = makeBasketCollector()
    for (let other = 1; other <= 80; other++) collector.add(['P0', `P${other}`])
    const { starts } = alsoBought(collector.collected())
    expect(at(starts, 1)).toBe(LIST_LENGTH)
  })
})

it('pairs that are turned twice are as they were', () => {
  fc.assert(
    fc.property(words, (given) => {
      const baskets = collected(given)
      const pairs = ease(countCoPurchases(baskets))
      expect(told(baskets, turned(turned(pairs)))).toEqual(told(baskets, pairs))
    }),
  )
})

describe('solving', () => {
  it('finds x of a small matrix worked out by hand', () => {
    const wanted = Float64Array.of(10, 13)
    solve(Float64Array.of(4, Number.NaN, 2, 3), wanted)
    expect([...wanted]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(4, 12)])
  })

  it('refuses a matrix that is not positive definite', () => {
    expect(() => solve(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow(RangeError)
  })
})

function gram({ together, totals }: CoPurchases, ridge: number): number[][] {
  const matrix = [...totals].map((total, row) =>
    [...totals].map((_, column) => (row === column ? total + ridge : 0)),
  )
  matrix.forEach((line, row) => {
    for (let place = at(together.starts, row); place < at(together.starts, row + 1); place++)
      line[at(together.others, place)] = at(together.values, place)
  })
  return matrix
}

/** By Gauss and Jordan. */
function inverted(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length
  const rows = matrix.map((line, row) => [...line, ...Array.from(line, (_, n) => (n === row ? 1 : 0))])
  for (let pivot = 0; pivot < size; pivot++) {
    const own = (rows[pivot] ?? []).map((value, _, line) => value / (line[pivot] ?? 1))
    rows.forEach((line, row) => {
      const factor = line[pivot] ?? 0
      rows[row] = row === pivot ? own : line.map((value, column) => value - factor * (own[column] ?? 0))
    })
  }
  return rows.map((line) => line.slice(size))
}
