import { expect, test } from 'vitest'
import { withStreamsAtStart } from './emulator-state.ts'

const saved = {
  __ministack_format__: 2,
  payload: {
    functions: { __account_region_scoped__: true, data: { 'orders-api': { timeout: 10 } } },
    kinesis_positions: { data: { other: { 'shard-0': 7 } } },
    dynamodb_stream_positions: {
      __account_region_scoped__: true,
      data: { '000000000000\u0000us-east-1\u0000outbox': 41, '000000000000\u0000us-east-1\u0000stock': 0 },
    },
  },
}

test('every position in a DynamoDB stream is 0, and nothing else changes', () => {
  expect(withStreamsAtStart(saved)).toEqual({
    ...saved,
    payload: {
      ...saved.payload,
      dynamodb_stream_positions: {
        __account_region_scoped__: true,
        data: { '000000000000\u0000us-east-1\u0000outbox': 0, '000000000000\u0000us-east-1\u0000stock': 0 },
      },
    },
  })
})

test.each([[{}], [{ payload: {} }], [{ payload: null }], [[]]])(
  'a state without positions stays as it is: %j',
  (state) => {
    expect(withStreamsAtStart(state)).toEqual(state)
  },
)
