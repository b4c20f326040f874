import { ofEach, rulesOf, violationsOf } from '#shared/invariants.ts'
import { type Delivery, deliveryId, isOpen } from './delivery.ts'

/** What is written of messages, and the mails that their sender has taken. */
export interface Books {
  readonly deliveries: readonly Delivery[]
  /** Each with the reference it was sent under: the same for each copy of one message. */
  readonly mails: readonly { readonly reference: string }[]
}

const ofDeliveries = rulesOf<Delivery>(
  (delivery) => `${deliveryId(delivery)} is ${delivery.status} after ${delivery.attempts} attempts`,
  {
    'what was sent was tried': ({ status, attempts }) =>
      attempts > 0 || !['sending', 'sent'].includes(status),
    'nothing of a text is kept once it was dealt with': (delivery) =>
      delivery.postponed === undefined || isOpen(delivery),
  },
)

/** What is wrong with the messages; nothing, always. */
export const violations = violationsOf<Books>({
  ...ofEach(({ deliveries }) => deliveries, ofDeliveries),
  'a message is one delivery': ({ deliveries }) => twice(deliveries.map(deliveryId)),
  'a mail that is sent has left': ({ deliveries, mails }) => {
    const left = countsOf(mails)
    return deliveries
      .filter(({ channel, status }) => channel === 'email' && status === 'sent')
      .map(deliveryId)
      .filter((id) => !left.has(id))
  },
  'no mail leaves oftener than it was tried, and none without its delivery': ({ deliveries, mails }) => {
    const tried = new Map(deliveries.map((one) => [deliveryId(one), one.attempts]))
    return [...countsOf(mails)]
      .filter(([reference, count]) => count > (tried.get(reference) ?? 0))
      .map(
        ([reference, count]) => `${reference} left ${count} times, tried ${tried.get(reference) ?? 0} times`,
      )
  },
})

function countsOf(mails: Books['mails']): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { reference } of mails) counts.set(reference, (counts.get(reference) ?? 0) + 1)
  return counts
}

const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]
