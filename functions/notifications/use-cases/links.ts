import type { OrderId } from '#shared/ids.ts'
import type { Act } from '#shared/order-tokens.ts'
import type { NotificationDeps } from './ports.ts'

type LinkDeps = Pick<NotificationDeps, 'orderTokens' | 'siteUrl'>

/** The tracking page: it only shows, and may be forwarded. */
export const trackingUrl = async ({ orderTokens, siteUrl }: LinkDeps, id: OrderId): Promise<string> =>
  `${siteUrl}/track/${await orderTokens.issue('track', id)}`

/** The page on which a customer does one thing to one order, until `expiresAt` (RFC 3339 UTC). */
export const actUrl = async (
  { orderTokens, siteUrl }: LinkDeps,
  act: Act,
  { orderId, until }: { readonly orderId: OrderId; readonly until: string },
): Promise<string> => `${siteUrl}/${act}/${await orderTokens.issueForAct(act, orderId, until)}`
