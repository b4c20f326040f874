import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ALL_OPERATIONS } from '#contexts/reference/domain/all-operations.ts'
import { document } from '#contexts/reference/domain/document.ts'
import { makeOpenApi } from '#contexts/reference/domain/openapi.ts'
import type { OperationObject } from '#contexts/reference/domain/openapi-types.ts'
import { DOCS_POLICY, docsPage } from '#contexts/reference/page/docs-page.ts'
import type { Operation } from '#shared/operation.ts'
import { REFUSALS } from '#shared/outcomes.ts'
import { breakingChanges } from '../../tools/breaking-changes.ts'
import { modulesOf, ROOT } from './contexts.ts'

const committed = readFileSync(join(ROOT, 'docs/api/openapi.json'), 'utf8')
const all = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
)

describe('the OpenAPI document', () => {
  it('is committed as the code says', () => {
    const changes = breakingChanges(JSON.parse(committed), document)
    expect(changes, 'clients of the committed document would break').toEqual([])
    expect(JSON.parse(committed), 'run `node tools/openapi.ts` and commit it').toEqual(
      JSON.parse(JSON.stringify(document)),
    )
  })

  it('has every operation of every context, once', async () => {
    const contracts = await modulesOf('functions/*/contract/operations.ts')
    const written = [...contracts.values()].flatMap(({ operations }) => operations as Operation[])
    expect(written.map(({ id }) => id).sort()).toEqual(ALL_OPERATIONS.map(({ id }) => id).sort())
    expect(new Set(written.map(({ id }) => id)).size).toBe(written.length)
    expect(all).toHaveLength(written.length)
    console.log(`${contracts.size} contexts with ${written.length} operations checked`)
  })

  it('has references that lead somewhere', () => {
    const text = JSON.stringify(document)
    const references = [...new Set([...text.matchAll(/"\$ref":"(#[^"]+)"/g)].map(([, found]) => found ?? ''))]
    expect(references.length).toBeGreaterThan(10)
    for (const reference of references) expect(follow(reference), reference).toBeDefined()
  })

  it('declares the parameters of each path, and no others', () => {
    for (const { name, path, operation } of all) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(declared.map((parameter) => parameter.name).sort(), name).toEqual(inPath.sort())
      expect(
        declared.every(({ required }) => required),
        name,
      ).toBe(true)
    }
  })

  it('says of each operation what it answers, refuses and needs', () => {
    for (const { name, operation } of all) {
      const statuses = Object.keys(operation.responses)
      expect(
        statuses.some((status) => status.startsWith('2')),
        name,
      ).toBe(true)
      if (operation.security.length > 0)
        expect(statuses, name).toEqual(expect.arrayContaining(['401', '403']))
      expect(operation.summary, name).toMatch(/^[A-Z]/)
      expect(
        document.tags.map((tag) => tag.name),
        name,
      ).toContain(operation.tags[0])
    }
  })

  it('asks for the Idempotency-Key and If-Match where they are read', () => {
    const headersOf = (id: string) =>
      all
        .filter(({ operation }) => operation.operationId === id)
        .flatMap(({ operation }) => operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'header')
        .map(({ name, required }) => [name, required])
    expect(headersOf('placeOrder')).toEqual([['Idempotency-Key', true]])
    expect(headersOf('putProduct')).toEqual([['If-Match', false]])
    expect(headersOf('createQuote')).toEqual([])
  })

  it('has an example of each body that the operation takes', () => {
    const bodies = ALL_OPERATIONS.filter(({ body, rawBody }) => body && !rawBody)
    expect(bodies.length).toBeGreaterThan(3)
    for (const { id, body } of bodies) {
      const operation = all.find((it) => it.operation.operationId === id)?.operation
      const example = operation?.requestBody?.content['application/json']?.example
      const parsed = body && z.safeParse(body, example)
      expect(parsed?.error?.issues ?? [], `${id}: give it a value in example-values.ts`).toEqual([])
    }
  })

  it('explains each code that can be refused', () => {
    for (const { name, operation } of all)
      for (const code of codesOf(operation)) expect(Object.keys(REFUSALS), name).toContain(code)
    expect(all.find(({ path }) => path === '/v1/quotes')?.operation).toSatisfy((quote: OperationObject) =>
      ['unknown_sku', 'no_price', 'destination_not_served'].every((code) => codesOf(quote).includes(code)),
    )
  })
})

const codesOf = ({ responses }: OperationObject): string[] =>
  Object.values(responses).flatMap(({ content }) =>
    Object.keys(content['application/problem+json']?.examples ?? {}),
  )

const follow = (reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (found, name) => new Map(Object.entries((found ?? {}) as Record<string, unknown>)).get(name),
      document,
    )

describe('the page', () => {
  const page = docsPage(document)

  it('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/)
  })

  it('may do no more than show its own style', () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(DOCS_POLICY).toContain(`default-src 'none'; style-src 'sha256-${hash}'`)
    expect(page).not.toMatch(/\sstyle="|\son[a-z]+="/)
  })

  it('has each operation once, with its path and its codes', () => {
    for (const { operation, path } of all) {
      expect(page.split(`id="${operation.operationId}"`)).toHaveLength(2)
      expect(page).toContain(path)
      for (const code of codesOf(operation)) expect(page).toContain(`<code>${code}</code>`)
    }
  })

  it('escapes what is written in the code', () => {
    const [first] = ALL_OPERATIONS
    if (!first) throw new Error('there are no operations')
    const planted = makeOpenApi([{ ...first, summary: '<b onclick="x">&' }], '1')
    expect(docsPage(planted)).toContain('&lt;b onclick=&quot;x&quot;&gt;&amp;')
  })
})
