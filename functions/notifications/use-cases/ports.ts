import type { CartTokens } from '#contexts/checkout/contract/cart-tokens.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import type { OrderTokens } from '#shared/order-tokens.ts'
import type { ContactCopies } from '../adapters/contact-copies.ts'
import type { DeliveryLog } from '../adapters/delivery-log.ts'
import type { WishCopies } from '../adapters/wish-copies.ts'
import type { Mail } from '../domain/mail.ts'
import type { QuietHours } from '../domain/quiet-hours.ts'
import type { TextMessage } from '../domain/text-message.ts'

/** What became of a message; a fault, which may be tried again, is thrown. */
export type Sent =
  | { readonly outcome: 'accepted'; readonly providerId: string }
  /** It will never be taken: the address is no address, or refuses us. `reason` is a code. */
  | { readonly outcome: 'refused'; readonly reason: string }

/** Who carries messages to people. */
export interface Postman {
  /** `reference` is the same whenever the same message is sent again. */
  mail(to: string, mail: Mail, reference: string): Promise<Sent>
  /** `to` is a phone number as it was given. */
  text(to: string, message: TextMessage & { readonly locale: string }): Promise<Sent>
}

export interface NotificationDeps extends Pick<CommitDeps, 'clock' | 'personal'> {
  readonly deliveries: DeliveryLog
  readonly contacts: ContactCopies
  readonly wishes: WishCopies
  readonly postman: Postman
  readonly orderTokens: OrderTokens
  readonly cartTokens: CartTokens
  /** When texts wait for the morning; undefined: never. */
  readonly quietHours: QuietHours | undefined
  /** Where the pages for customers are, without a slash at the end. */
  readonly siteUrl: string
}
