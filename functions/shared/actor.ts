import * as z from 'zod/mini'

/** Who caused a change: a person of the staff, a program, the customer, or the system by itself. */
export const actor = z.strictObject({
  kind: z.enum(['staff', 'machine', 'customer', 'guest', 'gateway', 'carrier', 'system']),
  id: z.optional(z.string()),
})
export type Actor = z.infer<typeof actor>

export const SYSTEM: Actor = { kind: 'system' }

/** The scopes of the public contract; staff groups and machine clients are given some of them. */
export const SCOPES = [
  'orders:read',
  'orders:write',
  'orders:repair',
  'catalog:read',
  'catalog:write',
  'stock:read',
  'stock:write',
  'fulfillment:read',
  'fulfillment:write',
  'payments:read',
  'payments:write',
  'channel:write',
] as const
export type Scope = (typeof SCOPES)[number]

/** Under this name the staff pool knows the scopes: a machine's token says `cartwright/orders:read`. */
export const RESOURCE_SERVER = 'cartwright'

/** What each group of the staff may do. */
export const GROUP_SCOPES: Readonly<Record<'support' | 'warehouse' | 'finance' | 'admin', readonly Scope[]>> =
  {
    support: [
      'orders:read',
      'orders:write',
      'payments:read',
      'payments:write',
      'catalog:read',
      'stock:read',
      'fulfillment:read',
    ],
    warehouse: [
      'stock:read',
      'stock:write',
      'fulfillment:read',
      'fulfillment:write',
      'catalog:read',
      'orders:read',
    ],
    finance: ['payments:read', 'payments:write', 'orders:read'],
    admin: SCOPES,
  }
