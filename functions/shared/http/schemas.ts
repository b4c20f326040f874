import * as z from 'zod/mini'

/** The query of every list: `limit` 1 to 100, default 20, and the cursor of the page before. */
export const pageQuery = {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
}

export const listOf = <Schema extends z.ZodMiniType>(item: Schema) =>
  z.strictObject({ items: z.array(item), nextCursor: z.nullable(z.string()) })

/** A text that people read: 1 to `max` characters, counted as people count them. */
export const text = (max: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.meta({ maxLength: max }),
    z.refine((value) => [...value].length <= max, `at most ${max} characters`),
  )

/** RFC 3339 UTC. */
export const time = z.iso.datetime()

/** `YYYY-MM-DD` in the destination's zone. */
export const date = z.iso.date()

/** ISO 3166-1 alpha-2. */
export const country = z.string().check(z.regex(/^[A-Z]{2}$/))

/** BCP 47, such as `ja` or `zh-Hans-CN`. */
export const locale = z.string().check(z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.maxLength(35))
