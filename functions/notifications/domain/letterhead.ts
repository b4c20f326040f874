import { type Formats, type Language, languageOf, makeFormats } from '#shared/languages.ts'
import { named } from '#shared/named.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { Kind } from './kinds.ts'
import type { Block, Mail } from './mail.ts'
import { en } from './words/en.ts'
import { ja } from './words/ja.ts'
import type { MailWords, PlainKind, Words } from './words/words.ts'
import { zhHans } from './words/zh-hans.ts'

export const WORDS: Readonly<Record<Language, Words>> = { en, ja, 'zh-Hans': zhHans }

/** What every message to a customer needs to know of the order. */
export interface About {
  readonly number: string
  /** BCP 47, of the order. */
  readonly locale: string
  readonly name: string
  /** Of the destination: times are told in its zone. */
  readonly country?: string | undefined
  readonly trackingUrl: string
}

/** What a letter is written with: the order's language, and how its locale writes things. */
export interface Letterhead extends About {
  readonly language: Language
  readonly words: Words
  readonly formats: Formats
}

export function letterheadFor(about: About): Letterhead {
  const language = languageOf(about.locale)
  const formats = makeFormats(about.locale, zoneOf(about.country))
  return { ...about, language, words: WORDS[language], formats }
}

/** A mail of a kind, with what it says between greeting and footer. */
export const letter = (kind: PlainKind, head: Letterhead, blocks: readonly Block[]): Mail =>
  letterSaying(kind, head.words.mails[kind], head, blocks)

/** The same for a kind whose subject depends on what it asks for. */
export function letterSaying(
  kind: Kind,
  { subject, heading }: MailWords,
  { words, number, language, name }: Letterhead,
  blocks: readonly Block[],
): Mail {
  return {
    kind,
    language,
    subject: subject(number),
    heading,
    greeting: words.greeting(words.address(named(name))),
    blocks,
    footer: words.footer(number),
  }
}
