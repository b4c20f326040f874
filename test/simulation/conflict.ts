import { Readable } from 'node:stream'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'

/** What DynamoDB answers a transaction of so many items where another is under way on the last: a reason for each. */
function conflictOf(items: number) {
  const CancellationReasons = Array.from({ length: items }, (_, place) =>
    place < items - 1
      ? { Code: 'None' }
      : { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
  )
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ')
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`
  return { message, CancellationReasons }
}

/** As the SDK throws it. */
export const conflictException = (items: number): TransactionCanceledException =>
  new TransactionCanceledException({ ...conflictOf(items), $metadata: { httpStatusCode: 400 } })

/** As it comes to the SDK. */
export function conflictResponse(items: number) {
  const { message, CancellationReasons } = conflictOf(items)
  const __type = 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException'
  return {
    statusCode: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Readable.from([Buffer.from(JSON.stringify({ __type, Message: message, CancellationReasons }))]),
  }
}
