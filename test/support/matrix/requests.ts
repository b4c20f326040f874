import type { Operation } from '#shared/operation.ts'
import { exampleBody } from '../server-owned.ts'

export interface MatrixRequest {
  readonly method: string
  /** From the origin on. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Ids of the right shape that nothing has. */
const OF_NOTHING: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries({
    ...{ orderId: 'ord', fulfillmentOrderId: 'ful', shipmentId: 'shp', jobId: 'job', documentId: 'doc' },
    ...{ importId: 'imp', exportId: 'exp', mediaId: 'med', giftCardId: 'gft' },
    ...{ verificationId: 'vrf', customerId: 'cus', addressId: 'adr' },
  }).map(([name, prefix]) => [name, `${prefix}_${'0'.repeat(26)}`]),
  // In small letters, as categories are named.
  ...['sku', 'id', 'lineId', 'locationId', 'holdId', 'refundId', 'methodId'].map((name) => [name, 'nothing']),
  ['country', 'XX'],
  ['visitorId', 'nobody-with-such-a-name'],
  ...['token', 'orderToken', 'linkToken'].map((name) => [name, 'nobody']),
  ['sessionId', '0'.repeat(36)],
])

const addressOf = ({ path }: Operation, ids: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name] ?? OF_NOTHING[name]
    if (id === undefined) throw new Error(`${path} has {${name}}: say in OF_NOTHING which id names nothing`)
    return encodeURIComponent(id)
  })

let keys = 0

function request(operation: Operation, ids: Readonly<Record<string, string>>, body: unknown): MatrixRequest {
  const sent = operation.body !== undefined || operation.rawBody
  keys += 1
  return {
    method: operation.method,
    path: addressOf(operation, ids),
    headers: {
      ...(operation.idempotent ? { 'idempotency-key': `matrix-${process.pid}-${Date.now()}-${keys}` } : {}),
      ...(sent ? { 'content-type': 'application/json' } : {}),
    },
    ...(sent ? { body: JSON.stringify(body) } : {}),
  }
}

/** Well-formed, for something that is there: if it were not refused, something would come of it. */
export const dangerous = (operation: Operation, ids: Readonly<Record<string, string>>): MatrixRequest =>
  request(operation, ids, exampleBody(operation))

/** For nothing that is there, with a field that nobody knows: it can change nothing. */
export const harmless = (operation: Operation): MatrixRequest => request(operation, {}, { notAField: true })
