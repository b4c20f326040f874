import { expect, test } from 'vitest'
import { ALL_OPERATIONS } from '#contexts/reference/domain/all-operations.ts'
import { LINK_ROWS } from '#support/matrix/link-rows.ts'
import { ROWS } from '#support/matrix/rows.ts'

const ids = ALL_OPERATIONS.map(({ id }) => id)

test(`each operation has its row in the matrix, and no row is left of one that is gone (${ids.length})`, () => {
  expect(Object.keys(ROWS).toSorted()).toEqual(ids.toSorted())
})

test('an operation declares what its row says by hand', () => {
  const declared = Object.fromEntries(ALL_OPERATIONS.map(({ id, access }) => [id, access]))
  expect(Object.fromEntries(Object.entries(ROWS).map(([id, { needs }]) => [id, needs]))).toEqual(declared)
})

test('each operation with a token in its address says which tokens open it', () => {
  const byToken = ALL_OPERATIONS.filter(({ path }) => /\{(token|orderToken)\}/.test(path)).map(({ id }) => id)
  expect(byToken.length).toBeGreaterThan(10)
  expect(Object.keys(LINK_ROWS).toSorted()).toEqual(byToken.toSorted())
})
