import { type CartId, type CustomerId, cartId } from '#shared/ids.ts'

/** A customer has one cart, which needs no looking for: it is named like them. */
export const cartOfCustomer = (id: CustomerId): CartId => cartId.parse(`crt_${id.slice('cus_'.length)}`)
