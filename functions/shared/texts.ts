import * as z from 'zod/mini'
import { text } from './http/schemas.ts'

/** A language of a text: BCP 47 with a small first subtag, such as `ja` or `zh-Hans`. */
export const languageTag = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/))

/** A text by language, in at least one; each of 1 to `max` characters. */
export const texts = (max: number) =>
  z
    .record(languageTag, text(max))
    .check(z.refine((byLanguage) => Object.keys(byLanguage).length > 0, 'in at least one language'))
export type Texts = Readonly<Record<string, string>>

/**
 * Of the tags, the one nearest to a locale: for `zh-Hans-CN` it is `zh-Hans-CN`, `zh-Hans` or `zh`, then another
 * Chinese, then English, then whatever there is first.
 */
export function nearestTag(tags: readonly string[], locale: string): string | undefined {
  const known = new Map(tags.map((tag) => [tag.toLowerCase(), tag]))
  const parts = locale.toLowerCase().split('-')
  const [language] = parts
  const nearest = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'))
  const sameLanguage = [...known.keys()].filter((tag) => tag.startsWith(`${language}-`))
  const found = [...nearest, ...sameLanguage, 'en'].find((tag) => known.has(tag))
  return found === undefined ? tags[0] : known.get(found)
}

/** The text in the nearest language; empty where there is none at all. */
export function textFor(byLanguage: Texts, locale: string): string {
  const tag = nearestTag(Object.keys(byLanguage), locale)
  return (tag === undefined ? undefined : byLanguage[tag]) ?? ''
}

/** The text in the nearest language alone, under the tag that says which it is. */
export function narrowTo(byLanguage: Texts, locale: string): Texts {
  const tag = nearestTag(Object.keys(byLanguage), locale)
  const found = tag === undefined ? undefined : byLanguage[tag]
  return tag === undefined || found === undefined ? {} : { [tag]: found }
}
