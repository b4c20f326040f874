import type { cartReminderDue } from '#contexts/checkout/contract/cart-events.ts'
import { cartUrl } from '#contexts/checkout/contract/cart-tokens.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type EventOf } from '#shared/events.ts'
import { languageOf } from '#shared/languages.ts'
import { cartLeftMail } from '../domain/mails/cart-left.ts'
import type { NotificationDeps } from './ports.ts'
import { makeSendOnce } from './send-once.ts'

/** Mails somebody, who agreed to it, the cart that they left behind, once for each event. */
export function makeTellOfCart(deps: NotificationDeps) {
  const sendOnce = makeSendOnce(deps)
  return async (event: EventOf<typeof cartReminderDue>): Promise<void> => {
    const { data, personal } = event
    // Erased since.
    if (!personal) return
    const token = await deps.cartTokens.issueForAct('restore', data.cartId, data.keptUntil)
    const mail = cartLeftMail(data, cartUrl(deps.siteUrl, token))
    const message = {
      ...{ subjectId: data.customerId ?? data.cartId, kind: mail.kind, about: event.id },
      ...{ channel: 'email' as const, locale: languageOf(data.locale) },
    }
    await sendOnce(message, causedBy(event, SYSTEM), (reference) =>
      deps.postman.mail(personal.email, mail, reference),
    )
  }
}
