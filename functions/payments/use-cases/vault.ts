import type { CustomerId } from '#shared/ids.ts'

/** A card as its customer knows it. */
export interface SavedCard {
  /** The gateway's name for it. */
  readonly id: string
  /** Such as `visa`. */
  readonly brand: string
  /** Its last four digits. */
  readonly last4: string
  readonly expiryMonth: number
  readonly expiryYear: number
  /** RFC 3339 UTC. */
  readonly savedAt: string
}

/**
 * Where a gateway keeps the cards of customers; we know their names alone. A network error, a timeout or a server's
 * error is a Fault.
 */
export interface Vault {
  /** The gateway's name for a customer; asked again within a day, it is the same. */
  register(customer: CustomerId): Promise<string>
  /** Begins to save a card: its customer goes on at the gateway, with this secret. */
  begin(gatewayCustomer: string): Promise<{ readonly id: string; readonly clientSecret: string }>
  /** The cards of a customer, the newest first. */
  list(gatewayCustomer: string): Promise<readonly SavedCard[]>
  /** A card of this customer; of nobody else. */
  find(gatewayCustomer: string, id: string): Promise<SavedCard | undefined>
  /** It pays no more, for anybody; one that is gone is removed. */
  remove(id: string): Promise<void>
  /** The customer is forgotten there, with all cards. */
  forget(gatewayCustomer: string): Promise<void>
}
