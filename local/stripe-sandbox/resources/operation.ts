import type Stripe from 'stripe'
import type * as z from 'zod/mini'
import type { Form } from '../http/form.ts'
import { readParameters } from '../http/parameters.ts'
import { noSuch } from '../http/refusal.ts'
import type { World } from '../world.ts'

export type StripeObject =
  | Stripe.PaymentIntent
  | Stripe.Charge
  | Stripe.Refund
  | Stripe.Dispute
  | Stripe.Customer
  | Stripe.DeletedCustomer
  | Stripe.PaymentMethod
  | Stripe.SetupIntent
  | Stripe.EventBase

export type Answer = StripeObject | Stripe.ApiList<StripeObject> | Stripe.ApiSearchResult<StripeObject>

/** One of Stripe's API operations; `id` is that of the path, empty if the path has none. */
export type Operation = (world: World, form: Form, id: string) => Answer

/** An operation whose parameters are read before it begins, so that what is refused there has no effect. */
export const operation =
  <Schema extends z.ZodMiniType>(
    schema: Schema,
    run: (world: World, parameters: z.output<Schema>, id: string) => Answer,
  ): Operation =>
  (world, form, id) =>
    run(world, readParameters(schema, form), id)

/** The object that a path names; a missing one is refused with 404. */
export function existing<T>(table: Map<string, T>, kind: string, id: string, param = 'id'): T {
  const object = table.get(id)
  if (!object) throw noSuch(kind, id, param)
  return object
}

/** The object that a parameter names; a missing one is refused with 400. */
export function referred<T>(table: Map<string, T>, kind: string, id: string, param: string): T {
  const object = table.get(id)
  if (!object) throw noSuch(kind, id, param, 400)
  return object
}

/** Metadata as Stripe updates it: keys are added or replaced, an empty value removes one, an empty text all. */
export function mergedMetadata(
  current: Stripe.Metadata | null,
  change: '' | Stripe.Metadata | undefined,
): Stripe.Metadata {
  if (change === '') return {}
  return Object.fromEntries(Object.entries({ ...current, ...change }).filter(([, value]) => value !== ''))
}
