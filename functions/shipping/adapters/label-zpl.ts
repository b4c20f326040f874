import type { Label } from '../domain/label.ts'

/** 4 by 6 inches at 203 dots per inch. */
const WIDTH = 812
const HEIGHT = 1_218
const MARGIN = 40

/**
 * A label in ZPL II: UTF-8 (`^CI28`), texts in the printer's scalable font, the tracking number as Code
 * 128 (`^BC`). Han and kana come out where the printer has a font with them linked to its own (`^FL`).
 */
export function labelZpl(label: Label): string {
  const heading = `${label.carrier} ${label.service}`
  return [
    '^XA',
    `^CI28^PW${WIDTH}^LL${HEIGHT}^LH0,0`,
    text(heading, 40, 46),
    rule(110),
    ...label.from.slice(0, 5).map((line, index) => text(line, 130 + 28 * index, 24)),
    rule(290),
    ...label.to.map((line, index) => text(line, 320 + 54 * index, 42)),
    text(label.phone, 660, 30),
    rule(720),
    text(label.reference, 745, 30),
    `^FO${MARGIN},810^BY3,3,260^BCN,260,N,N,N,A^FH^FD${escaped(label.trackingNumber)}^FS`,
    text(label.trackingNumber, 1_100, 46),
    '^XZ',
    '',
  ].join('\n')
}

/** A line that is cut off at the label's edge rather than wrapped. */
const text = (content: string, y: number, height: number): string =>
  content
    ? `^FO${MARGIN},${y}^A0N,${height},${height}^TBN,${WIDTH - 2 * MARGIN},${height}^FH^FD${escaped(content)}^FS`
    : ''

const rule = (y: number): string => `^FO${MARGIN},${y}^GB${WIDTH - 2 * MARGIN},0,3^FS`

/** `^` and `~` begin commands and `_` begins a code under `^FH`: written as their codes, they are text. */
const escaped = (content: string): string =>
  content
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\^~_<>\\]/g, (character) => `_${character.charCodeAt(0).toString(16).toUpperCase()}`)
