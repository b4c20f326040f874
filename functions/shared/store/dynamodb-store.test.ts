import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { makeDynamoDbStore } from './dynamodb-store.ts'
import { ATTEMPTS, transact } from './transact.ts'

/** A table whose transactions are cancelled for these reasons, one after the other, and then succeed. */
function tableCancelling(...reasons: string[][]) {
  const sent: TransactWriteItemsCommand[] = []
  const send = async (command: TransactWriteItemsCommand) => {
    sent.push(command)
    const codes = reasons.shift()
    if (!codes) return {}
    const CancellationReasons = codes.map((Code) => ({ Code }))
    throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons })
  }
  const client = { send } as unknown as DynamoDBClient
  return { sent, client, store: makeDynamoDbStore(client, 'table') }
}

const WRITES = [{ put: { pk: 'A', sk: '1' } }, { put: { pk: 'A', sk: '2' } }]

describe('a transaction that others get in the way of', () => {
  it.each(['TransactionConflict', 'ProvisionedThroughputExceeded', 'ThrottlingError'])(
    'is tried again until it is done: %s',
    async (code) => {
      const { sent, store } = tableCancelling(['None', code], [code, 'None'])
      expect(await store.commit(WRITES)).toEqual({ ok: true })
      expect(sent).toHaveLength(3)
    },
  )

  it('is not tried again where a condition failed as well', async () => {
    const { sent, store } = tableCancelling(['TransactionConflict', 'ConditionalCheckFailed'])
    expect(await store.commit(WRITES)).toEqual({ ok: false, failed: [1] })
    expect(sent).toHaveLength(1)
  })

  it('is a fault where it is met each time', async () => {
    const waits: number[] = []
    const reasons = Array.from({ length: ATTEMPTS }, () => ['TransactionConflict'])
    const { sent, client } = tableCancelling(...reasons)
    const attempt = async () => {
      await client.send(new TransactWriteItemsCommand({ TransactItems: [] }))
      return { ok: true } as const
    }
    await expect(transact('table', attempt, async (ms) => waits.push(ms))).rejects.toThrow(
      `${ATTEMPTS} times`,
    )
    expect(sent).toHaveLength(ATTEMPTS)
    expect(waits).toHaveLength(ATTEMPTS - 1)
  })

  it('is a fault for any other reason', async () => {
    const { store } = tableCancelling(['None', 'ItemCollectionSizeLimitExceeded'])
    await expect(store.commit(WRITES)).rejects.toThrow('None, ItemCollectionSizeLimitExceeded')
  })
})
