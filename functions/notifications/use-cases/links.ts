import type { OrderId } from '#shared/ids.ts'
import type { Act } from '#shared/order-tokens.ts'
import type { NotificationDeps } from './ports.ts'

type LinkDeps = Pick<NotificationDeps, 'orderTokens' | 'siteUrl'>

/** The tracking page: it only shows, and may be forwarded. */
export const trackingUrl = ({ orderTokens, siteUrl }: LinkDeps, id: OrderId): string =>
  `${siteUrl}/track/${orderTokens.issue('track', id)}`

/** The page on which a customer does one thing to one order, until `expiresAt` (RFC 3339 UTC). */
export const actUrl = (
  { orderTokens, siteUrl }: LinkDeps,
  act: Act,
  { orderId, until }: { readonly orderId: OrderId; readonly until: string },
): string => `${siteUrl}/${act}/${orderTokens.issueForAct(act, orderId, until)}`
