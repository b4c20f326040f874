import { makeCartTokens } from '#contexts/checkout/contract/cart-tokens.ts'
import { makeIds } from '#shared/ids.ts'
import type { Language } from '#shared/languages.ts'
import { makeOrderTokens } from '#shared/order-tokens.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import { makeContactCopies } from './adapters/contact-copies.ts'
import { makeDeliveryLog } from './adapters/delivery-log.ts'
import { makeWishCopies } from './adapters/wish-copies.ts'
import type { Mail } from './domain/mail.ts'
import type { TextMessage } from './domain/text-message.ts'
import { sampleEvents } from './samples.ts'
import { makeNoteBounce } from './use-cases/note-bounce.ts'
import type { NotificationDeps, Sent } from './use-cases/ports.ts'
import { makeTellOfChange } from './use-cases/tell-of-change.ts'
import { makeTellOfOrder } from './use-cases/tell-of-order.ts'
import { makeTellOfParcel } from './use-cases/tell-of-parcel.ts'
import { makeTellOfPayment } from './use-cases/tell-of-payment.ts'
import { makeSendPostponed } from './use-cases/wait-for-morning.ts'

/** Notifications on a store in memory, with a clock that a test moves, and a postman who keeps what he gets. */
export function givenNotifications() {
  const store = makeMemoryStore()
  let now = new Date('2026-11-23T01:00:00.000Z')
  let drawn = 0
  const commit = {
    store,
    clock: { now: () => now },
    ids: makeIds(() => {
      drawn += 1
      return String(drawn).padStart(26, '0')
    }),
    personal: makeTestPersonal(),
  }
  const mails: { to: string; mail: Mail; reference: string }[] = []
  const texts: { to: string; text: TextMessage }[] = []
  const accept = async (): Promise<Sent> => ({ outcome: 'accepted', providerId: 'ses-1' })
  const answers = { mail: accept, text: accept }
  const deps: NotificationDeps = {
    ...commit,
    deliveries: makeDeliveryLog(commit),
    contacts: makeContactCopies(commit),
    wishes: makeWishCopies(commit),
    orderTokens: makeOrderTokens(aSecret('another secret of the tests')),
    cartTokens: makeCartTokens(aSecret('another secret of the tests')),
    siteUrl: 'https://shop.example',
    quietHours: { from: 21 * 60, until: 8 * 60 },
    postman: {
      mail: async (to, mail, reference) => {
        mails.push({ to, mail, reference })
        return answers.mail()
      },
      text: async (to, text) => {
        texts.push({ to, text })
        return answers.text()
      },
    },
  }
  return {
    store,
    deps,
    mails,
    texts,
    /** What the postman answers; a test may put others in. */
    answers,
    order: makeTellOfOrder(deps),
    payment: makeTellOfPayment(deps),
    change: makeTellOfChange(deps),
    parcel: makeTellOfParcel(deps),
    sendPostponed: makeSendPostponed(deps),
    noteBounce: makeNoteBounce(deps),
    later: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds)
    },
    /** The events that were written, in their order, without what every one has. */
    events: () =>
      store
        .all()
        .flatMap(({ event }) => (event ? [event as { type: string; data: Record<string, unknown> }] : [])),
  }
}

/** What a customer gets who is told of every event of a sample order. */
export async function mailsFor(locale: Language): Promise<readonly Mail[]> {
  const given = givenNotifications()
  const events = sampleEvents(locale)
  await given.payment.required(events.paymentRequired)
  await given.payment.reminder(events.paymentReminder)
  await given.change.held(events.addressWanted)
  await given.change.held(events.held)
  await given.order.confirmed(events.confirmed)
  await given.change.addressCorrected(events.addressCorrected)
  await given.change.delayed(events.delayed)
  await given.change.linesCancelled(events.linesCancelled)
  await given.order.shipped(events.shipped)
  await given.parcel(events.outForDelivery)
  await given.order.digitalDelivered(events.digitalDelivered)
  await given.order.giftCard(events.giftCard)
  await given.order.completed(events.completed)
  await given.payment.refunded(events.refunded)
  await given.change.withdrawn(events.withdrawn)
  await given.order.rejected(events.rejected)
  await given.order.cancelled(events.cancelled)
  await given.order.returned(events.returned)
  return given.mails.map(({ mail }) => mail)
}
