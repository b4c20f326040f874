import * as z from 'zod/mini'

/** A word that staff sort orders by: 1 to 40 letters and digits of any script, `-`, `_`, `:` or `.`. */
export const tag = z.string().check(z.regex(/^[\p{L}\p{N}_:.-]{1,40}$/u))

export const MAX_TAGS = 20
export const tags = z.array(tag).check(z.maxLength(MAX_TAGS))

/** Who may read a note: staff alone, or also whoever has the order's tracking link. */
export const visibility = z.enum(['internal', 'customer'])
export type Visibility = z.infer<typeof visibility>

/** What one job does to each of its orders. */
export const jobAction = z.enum(['hold', 'release', 'cancel', 'tag'])
export type JobAction = z.infer<typeof jobAction>

/** What staff can read of a person, and so is recorded: one word for each place where it is shown. */
export const ACCESSES = ['customer', 'notes', 'export', 'search'] as const
export const access = z.enum(ACCESSES)
export type Access = z.infer<typeof access>

/** The kinds of keys that say something about a person. */
export const PERSONAL_KEYS = ['email', 'phone', 'name'] as const
export const personalKey = z.enum(PERSONAL_KEYS)
export type PersonalKey = z.infer<typeof personalKey>
