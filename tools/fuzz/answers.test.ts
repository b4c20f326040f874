import { expect, test } from 'vitest'
import { answersIn, refusedAlone, shutOut } from './answers.ts'

const LINES = `[401, "customer", "GET /v1/me"]
[404, "customer", "GET /v1/me/orders/{orderId}"]
[403, "bearer", "GET /v1/orders"]
[200, "bearer", "GET /v1/orders"]
[422, "bearer", "POST /v1/orders/{orderId}/cancel"]
[302, "anybody", "GET /download/{token}"]
`

test('what did something at least once is told from what never did', () => {
  expect(refusedAlone(answersIn(LINES))).toEqual([
    'GET /v1/me',
    'GET /v1/me/orders/{orderId}',
    'POST /v1/orders/{orderId}/cancel',
  ])
})

test('who is refused everything is shut out', () => {
  expect(shutOut(answersIn(LINES))).toEqual(['customer'])
  expect(shutOut(answersIn(`${LINES}[200, "customer", "GET /v1/me/orders"]\n`))).toEqual([])
})
