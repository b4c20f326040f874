import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { FILES } from '#contexts/catalog/contract/files.ts'
import { clientConfig } from '#local/aws.ts'
import { stageOf } from '#local/outputs.ts'
import { functionName } from '#shared/names.ts'
import { eventually } from '#support/eventually.ts'
import { outputs, shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  askQuote,
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  placeOrder,
  unique,
  uniqueWord,
} from '#support/shop.ts'
import { runScheduled } from '#support/variables.ts'

const money = z.object({ amount: z.number(), currency: z.string() })
const found = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      price: z.optional(z.object({ from: money, to: money })),
      availability: z.object({ status: z.string(), left: z.optional(z.number()) }),
    }),
  ),
  nextCursor: z.nullable(z.string()),
  total: z.number(),
  facets: z.array(
    z.object({ id: z.string(), values: z.array(z.object({ id: z.string(), count: z.number() })) }),
  ),
})

const ask = (query: Readonly<Record<string, string>>) =>
  shop.guest.get(`/search?${new URLSearchParams(query)}`)
const search = async (query: Readonly<Record<string, string>>) => (await ask(query)).as(found)
const idsOf = ({ items }: z.infer<typeof found>) => items.map(({ id }) => id)

const named = (id: string) => ({ id, name: { en: id } })

describe('finding', () => {
  test('in English, Japanese and Chinese, with a typing mistake', async () => {
    const [id, mark] = [unique('LAMP'), uniqueWord()]
    await givenProduct(shop, id, {
      name: { en: `Folding ${mark} lamp`, ja: `折りたたみ読書灯 ${mark}`, 'zh-Hans': `折叠阅读灯 ${mark}` },
    })
    await eventually('the product to be found', async () => idsOf(await search({ q: mark })).includes(id))
    for (const [language, q] of [
      ['en', `foldng ${mark} lamp`],
      ['en', `folding ${mark.slice(0, 3)}${mark.slice(4)} lamp`],
      ['ja', `折りたたみ読者灯 ${mark}`],
      ['ja', `おりたたみ読書灯 ${mark}`],
      ['zh-Hans', `折叠阅渎灯 ${mark}`],
    ] as const)
      expect(idsOf(await search({ q, language }))[0], q).toBe(id)
    const suggested = await shop.guest.get(`/suggestions?q=${mark.slice(0, 6)}&language=ja`)
    expect(suggested.body).toMatchObject({ items: [{ kind: 'product', id }] })
  })

  test('counts facets exactly, each over what meets all other filters', async () => {
    const mark = uniqueWord()
    const colors = ['red', 'blue']
    const sizes = ['s', 'm']
    const goods = [
      { color: ['red', 'blue'], size: ['s', 'm'], price: 1_000 },
      { color: ['red'], size: ['s'], price: 2_000 },
      { color: ['blue'], size: ['m'], price: 3_000 },
    ]
    for (const { color, size, price } of goods) {
      const id = unique('SOCK')
      await givenProduct(shop, id, {
        name: { en: `${mark} sock` },
        prices: [{ amount: price, currency: 'JPY' }],
        options: [
          { ...named('color'), values: colors.map(named) },
          { ...named('size'), values: sizes.map(named) },
        ],
        variants: color.flatMap((one) =>
          size.map((other) => ({ sku: `${id}-${one}-${other}`, options: { color: one, size: other } })),
        ),
      })
    }
    await eventually('all products to be found', async () => (await search({ q: mark })).total === 3)
    const counts = async (filter: string) => {
      const { facets, total } = await search({ q: mark, currency: 'JPY', filter })
      return {
        total,
        ...Object.fromEntries(
          facets.flatMap(({ id, values }) => values.map((value) => [`${id}:${value.id}`, value.count])),
        ),
      }
    }
    expect(await counts('')).toEqual({ total: 3, 'color:red': 2, 'color:blue': 2, 'size:s': 2, 'size:m': 2 })
    expect(await counts('color:red')).toEqual({
      total: 2,
      'color:red': 2,
      'color:blue': 2,
      'size:s': 2,
      'size:m': 1,
    })
    expect(await counts('color:red;price:1500..')).toEqual({
      total: 1,
      'color:red': 1,
      'color:blue': 1,
      'size:s': 1,
    })
  })

  test('sees a change of the price in product, search and quote, and that the last one was sold', async () => {
    const [id, location, mark] = [unique('VASE'), unique('TOKYO'), uniqueWord()]
    const name = { en: `${mark} vase` }
    await givenLocation(shop, location)
    await givenProduct(shop, id, { name })
    await givenStock(shop, location, id, 2)
    const inStock = { q: mark, filter: 'stock:in', country: 'JP', currency: 'JPY' }
    await eventually(
      'the last two to be in stock',
      async () => (await search(inStock)).items[0]?.availability.left === 2,
    )
    await givenProduct(shop, id, { name, prices: [{ amount: 990, currency: 'JPY' }] })
    await eventually(
      'the search to show the new price',
      async () => (await search(inStock)).items[0]?.price?.from.amount === 990,
    )
    expect((await shop.guest.get(`/products/${id}?currency=JPY`)).body).toMatchObject({
      prices: [{ amount: 990 }],
    })
    const lines = [{ sku: id, quantity: 1 }]
    await eventually('a quote for the new price', async () => {
      const quote = await askQuote(shop, { lines })
      return quote.status === 200 && quote.as(shapes.pricedQuote).lines[0]?.unitPrice.amount === 990
    })
    await placeOrder(shop, await givenQuote(shop, { lines: [{ sku: id, quantity: 2 }] }))
    await eventually('it to leave what is in stock', async () => (await search(inStock)).total === 0)
    expect((await search({ q: mark })).items[0]).toMatchObject({
      id,
      availability: { status: 'out_of_stock' },
    })
    await givenProduct(shop, id, { name, status: 'archived' })
    await eventually('it to be found no more', async () => (await search({ q: mark })).total === 0)
  })

  test('goes from page to page, by price', async () => {
    const mark = uniqueWord()
    for (const amount of [300, 100, 200])
      await givenProduct(shop, unique('CUP'), {
        name: { en: `${mark} cup` },
        prices: [{ amount, currency: 'JPY' }],
      })
    await eventually('all to be found', async () => (await search({ q: mark })).total === 3)
    const wish = { q: mark, currency: 'JPY', sort: 'price', limit: '2' }
    const first = await search(wish)
    const second = await search({ ...wish, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map(({ price }) => price?.from.amount)).toEqual([100, 200, 300])
    expect(second.nextCursor).toBeNull()
  })

  test('goes on from a file of the index, which takes the place of the one before', async () => {
    const keepWithOneMore = async () => {
      const mark = uniqueWord()
      await givenProduct(shop, unique('BOWL'), { name: { en: `${mark} bowl` } })
      await eventually('it to be found', async () => (await search({ q: mark })).total === 1)
      await runScheduled(outputs, 'catalog', 'keep-index')
      return indexFiles()
    }
    const before = (await keepWithOneMore()).at(-1)
    expect(before).toBeDefined()
    expect((await keepWithOneMore()).at(-1)).not.toBe(before)
    await eventually('the file before to be gone', async () => !(await indexFiles()).includes(before ?? ''))
  })
})

/** Names of the files of the index, the oldest first. */
async function indexFiles(): Promise<string[]> {
  const aws = clientConfig(outputs.awsEndpoint)
  const [lambda, s3] = [new LambdaClient(aws), new S3Client({ ...aws, forcePathStyle: true })]
  const FunctionName = functionName(stageOf(outputs), 'catalog', 'keep-index')
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))
  const Bucket = Environment?.Variables?.['BUCKET_NAME']
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: FILES.search }))
  const names = Contents.flatMap(({ Key }) => Key ?? [])
  return names.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
}

describe('whatever is searched for is just text', () => {
  test.each([
    ['10,000 characters', 'long '.repeat(2_000), 400],
    ['500 characters', 'x'.repeat(500), 200],
    ['control characters', '\u0000\u0007\u001b[31m\u007f', 200],
    ['a regular expression', '(a+)+$|.*[', 200],
    ['what looks encoded', '%F0%9F%', 200],
    ['nothing', '', 200],
  ])('%s', async (_, q, status) => {
    const answer = await ask({ q })
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body).toMatchObject({ errors: [{ pointer: '/query/q' }] })
  })

  test('and a filter that cannot be read says so', async () => {
    expect((await ask({ filter: 'stock:maybe' })).body).toMatchObject({
      code: 'malformed',
      errors: [{ pointer: '/query/filter' }],
    })
  })
})
