import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { page, within } from '../http/lists.ts'
import {
  clearable,
  listParametersOf,
  metadata,
  moment,
  noParameters,
  parametersOf,
  text,
} from '../http/parameters.ts'
import type { World } from '../world.ts'
import { existing, mergedMetadata, operation } from './operation.ts'
import { attachTo, detachFrom, paymentMethodFor } from './payment-methods.ts'
import { address, addressOf } from './payment-parameters.ts'

const aboutCustomers = {
  address: z.optional(address),
  description: z.optional(clearable),
  email: z.optional(clearable),
  invoice_settings: z.optional(z.strictObject({ default_payment_method: z.optional(text) })),
  metadata: z.optional(metadata),
  name: z.optional(clearable),
  phone: z.optional(clearable),
  preferred_locales: z.optional(z.array(text)),
}

const createParameters = parametersOf<Stripe.CustomerCreateParams>()({
  ...aboutCustomers,
  payment_method: z.optional(text),
})
const updateParameters = parametersOf<Stripe.CustomerUpdateParams>()(aboutCustomers)

export const createCustomer = operation(createParameters, (world, asked) => {
  const method = asked.payment_method ? paymentMethodFor(world, asked.payment_method) : null
  const customer = saveCustomer(world, changed(blankCustomer(world), asked))
  world.emit('customer.created', customer)
  if (method) attachTo(world, method, customer.id)
  return customer
})

export const retrieveCustomer = operation(noParameters, (world, _, id) =>
  existing(world.tables.customers, 'customer', id),
)

export const updateCustomer = operation(updateParameters, (world, asked, id) => {
  const customer = saveCustomer(world, changed(existing(world.tables.customers, 'customer', id), asked))
  world.emit('customer.updated', customer)
  return customer
})

/** The customer is gone for good, and their payment methods with them. */
export const deleteCustomer = operation(noParameters, (world, _, id) => {
  const customer = existing(world.tables.customers, 'customer', id)
  for (const method of world.tables.paymentMethods.values())
    if (method.customer === id) detachFrom(world, method)
  world.tables.customers.delete(id)
  world.emit('customer.deleted', customer)
  const deleted: Stripe.DeletedCustomer = { id, object: 'customer', deleted: true }
  return deleted
})

export const listCustomers = operation(
  listParametersOf<Stripe.CustomerListParams>()({ email: z.optional(text), created: moment }),
  (world, { email, created, ...paging }) =>
    page(
      world.tables.customers.values(),
      (customer) => (email === undefined || customer.email === email) && within(customer.created, created),
      paging,
      '/v1/customers',
    ),
)

const saveCustomer = (world: World, customer: Stripe.Customer) => {
  world.tables.customers.set(customer.id, customer)
  return customer
}

const changed = (
  customer: Stripe.Customer,
  { address, metadata, invoice_settings, ...asked }: z.output<typeof updateParameters>,
): Stripe.Customer => ({
  ...customer,
  address: address ? addressOf(address) : (customer.address ?? null),
  description: kept(customer.description, asked.description),
  email: kept(customer.email, asked.email),
  invoice_settings: {
    ...customer.invoice_settings,
    default_payment_method:
      invoice_settings?.default_payment_method ?? customer.invoice_settings.default_payment_method,
  },
  metadata: mergedMetadata(customer.metadata, metadata),
  name: kept(customer.name, asked.name),
  phone: kept(customer.phone, asked.phone),
  preferred_locales: asked.preferred_locales ?? customer.preferred_locales ?? [],
})

/** The new text, none if it is empty, the current one if nothing was asked. */
const kept = (current: string | null | undefined, asked: string | undefined) =>
  asked === undefined ? (current ?? null) : asked || null

const blankCustomer = (world: World): Stripe.Customer => ({
  id: world.newId('cus'),
  object: 'customer',
  balance: 0,
  created: world.now(),
  currency: null,
  customer_account: null,
  default_source: null,
  delinquent: false,
  description: null,
  discount: null,
  email: null,
  invoice_settings: {
    custom_fields: null,
    default_payment_method: null,
    footer: null,
    rendering_options: null,
  },
  livemode: false,
  metadata: {},
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
})
