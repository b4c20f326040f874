import type { StoredCustomer } from '../adapters/customer-items.ts'
import type { Customer } from '../domain/customer.ts'

/** What events say of a customer, beside who it is. */
export const factsOf = ({ id, locale, currency, consents, notifications }: Customer | StoredCustomer) => ({
  customerId: id,
  locale,
  ...(currency ? { currency } : {}),
  consents,
  notifications,
})
