import type { Language } from '#shared/languages.ts'
import type { Kind } from './kinds.ts'

/** What a mail says, in one language: its HTML and its text are both made from this. */
export interface Mail {
  readonly kind: Kind
  readonly language: Language
  readonly subject: string
  readonly heading: string
  readonly greeting: string
  readonly blocks: readonly Block[]
  /** Why the reader got it. */
  readonly footer: string
}

export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'facts'; readonly facts: readonly Fact[] }
  | { readonly type: 'table'; readonly caption: string; readonly rows: readonly Row[] }
  | { readonly type: 'link'; readonly label: string; readonly url: string }

export interface Fact {
  readonly label: string
  readonly value: string
}

/** A row of a table: an item, a sum of items, or what it all comes to; with an amount at its end where there is one. */
export interface Row {
  readonly kind: 'item' | 'sum' | 'total'
  readonly label: string
  /** Said smaller, beside the label. */
  readonly detail?: string
  readonly amount?: string
}

export const paragraph = (text: string): Block => ({ type: 'paragraph', text })
export const facts = (...all: readonly Fact[]): Block => ({ type: 'facts', facts: all })
export const table = (caption: string, rows: readonly Row[]): Block => ({ type: 'table', caption, rows })
export const link = (label: string, url: string): Block => ({ type: 'link', label, url })
