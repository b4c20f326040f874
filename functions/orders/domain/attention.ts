import { ATTENTION_REASONS, type AttentionName } from '../contract/attention-reasons.ts'

declare const listed: unique symbol
/** One of the reasons that are listed, with its gaps filled. */
export type AttentionReason = string & { readonly [listed]: true }

type GapsIn<Text extends string> = Text extends `${string}{${infer Gap}}${infer Rest}`
  ? Gap | GapsIn<Rest>
  : never
type Gaps<Name extends AttentionName> = GapsIn<(typeof ATTENTION_REASONS)[Name]>
type Values<Gap extends string> = [Gap] extends [never] ? [] : [Readonly<Record<Gap, string | number>>]

const GAP = /\{(\w+)\}/g

/** A reason, as `because('capture_failed', { status })`. */
export function because<Name extends AttentionName>(
  name: Name,
  ...[values]: Values<Gaps<Name>>
): AttentionReason {
  const given: Readonly<Record<string, string | number>> = values ?? {}
  return ATTENTION_REASONS[name].replaceAll(GAP, (_, gap) => String(given[gap])) as AttentionReason
}

/** Two reasons that are told as one. */
export const both = (one: AttentionReason, other: AttentionReason): AttentionReason =>
  `${one} ${other}` as AttentionReason

const patternOf = (text: string): RegExp =>
  new RegExp(
    text
      .split(GAP)
      .map((part, index) => (index % 2 === 0 ? RegExp.escape(part) : '.+?'))
      .join(''),
    's',
  )

const PATTERNS = Object.entries(ATTENTION_REASONS).map(
  ([name, text]) => [name as AttentionName, patternOf(text)] as const,
)

/** The reasons that stand in a text, in its order. One order may be on the list for several. */
export const reasonsIn = (text: string): AttentionName[] =>
  PATTERNS.map(([name, pattern]) => ({ name, at: text.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ name }) => name)
