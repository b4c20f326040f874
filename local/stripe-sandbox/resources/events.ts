import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { page, within } from '../http/lists.ts'
import { flag, listParametersOf, moment, noParameters, text } from '../http/parameters.ts'
import type { Emit, World } from '../world.ts'
import { existing, operation } from './operation.ts'

/** The version whose shapes the sandbox answers in: that of the `stripe` package it is compiled against. */
export const API_VERSION: Stripe.LatestApiVersion = '2026-10-28.endive'

interface EmitterDeps {
  events: Map<string, Stripe.EventBase>
  now(): number
  newId(prefix: string): string
  deliver(event: Stripe.EventBase): void
}

/** Records each event under the request that caused it, and hands it over to be delivered. */
export const makeEmit =
  ({ events, now, newId, deliver }: EmitterDeps, request: Stripe.Event.Request): Emit =>
  (type, object, previous) => {
    const event: Stripe.EventBase = {
      id: newId('evt'),
      object: 'event',
      api_version: API_VERSION,
      created: now(),
      data: { object, ...(previous ? { previous_attributes: previous } : {}) },
      livemode: false,
      pending_webhooks: 1,
      request,
      type,
    }
    events.set(event.id, event)
    deliver(event)
  }

export const retrieveEvent = operation(noParameters, (world, _, id) =>
  existing(world.tables.events, 'event', id),
)

export const listEvents = operation(
  listParametersOf<Stripe.EventListParams>()({
    type: z.optional(text),
    types: z.optional(z.array(text)),
    created: moment,
    delivery_success: z.optional(flag),
  }),
  (world, { type, types, created, delivery_success, ...paging }) =>
    page(
      world.tables.events.values(),
      (event) =>
        (type === undefined || matchesType(event.type, type)) &&
        (types === undefined || types.includes(event.type)) &&
        (delivery_success === undefined || isDelivered(world, event) === delivery_success) &&
        within(event.created, created),
      paging,
      '/v1/events',
    ),
)

const isDelivered = ({ tables }: World, { id, pending_webhooks }: Stripe.EventBase) =>
  pending_webhooks === 0 && !tables.undelivered.has(id)

/** `charge.*` means every event whose type begins so. */
const matchesType = (type: string, wanted: string) =>
  wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted
