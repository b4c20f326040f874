import { makeContactCopies } from '#contexts/notifications/adapters/contact-copies.ts'
import { makeDeliveryLog } from '#contexts/notifications/adapters/delivery-log.ts'
import { makeWishCopies } from '#contexts/notifications/adapters/wish-copies.ts'
import { tellMessagesHeld } from '#contexts/notifications/contract/held.ts'
import { subscriptions } from '#contexts/notifications/contract/subscriptions.ts'
import { quietHoursOf } from '#contexts/notifications/domain/quiet-hours.ts'
import { listeners } from '#contexts/notifications/handlers/listeners.ts'
import { makeNoteBounce } from '#contexts/notifications/use-cases/note-bounce.ts'
import type { NotificationDeps } from '#contexts/notifications/use-cases/ports.ts'
import { makeTellMessagesHeld } from '#contexts/notifications/use-cases/tell-held.ts'
import { makeSendPostponed } from '#contexts/notifications/use-cases/wait-for-morning.ts'
import { minutes } from '#shared/clock.ts'
import type { Ground } from '../ground.ts'

export function openNotifications(ground: Ground) {
  const commit = ground.commit('notifications')
  const deps: NotificationDeps = {
    ...commit,
    orderTokens: ground.orderTokens,
    cartTokens: ground.cartTokens,
    siteUrl: ground.siteUrl,
    quietHours: quietHoursOf(ground.config.quietHours),
    deliveries: makeDeliveryLog(commit),
    contacts: makeContactCopies(commit),
    wishes: makeWishCopies(commit),
    postman: ground.postman,
  }
  ground.listen({
    name: 'notifications.on-event',
    definitions: subscriptions,
    listeners: listeners(async () => deps),
  })
  ground.schedule('notifications.send-postponed', minutes(15), makeSendPostponed(deps))
  const tellHeld = makeTellMessagesHeld(deps)
  ground.serve(tellMessagesHeld, async (request) => ({ held: await tellHeld(request) }))
  return { deps, ...ground.operations('notifications', { 'on-bounce': makeNoteBounce(deps) }) }
}
