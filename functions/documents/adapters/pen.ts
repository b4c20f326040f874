import {
  type PDFFont,
  type PDFPage,
  rgb,
  setLineWidth,
  setTextRenderingMode,
  TextRenderingMode,
} from '@cantoo/pdf-lib'
import { runsOf, widthOf } from '#shared/print/runs.ts'

export interface Style {
  /** Points of 1/72 inch, as all lengths here. */
  readonly size: number
  readonly strong?: boolean
  readonly soft?: boolean
  /** `right`: `x` is where the text ends. */
  readonly align?: 'left' | 'right'
}

const NEVER_FIRST = /^[\p{Pe}\p{Pf}\p{Po}ー々]/u

const INK = rgb(0.1, 0.11, 0.13)
const SOFT = rgb(0.42, 0.44, 0.48)
const LINE = rgb(0.8, 0.81, 0.84)

export type Pen = ReturnType<typeof makePen>

/** Writes on pages in fonts that have each character, and breaks lines as the language does. */
export function makePen(fonts: readonly PDFFont[], language: string) {
  const words = new Intl.Segmenter(language, { granularity: 'word' })
  const letters = new Intl.Segmenter(language, { granularity: 'grapheme' })
  const width = (text: string, size: number) => widthOf(runsOf(text, fonts), size)

  return {
    width,

    /** Writes one line with its base at `y`. */
    write(page: PDFPage, text: string, { x, y }: { x: number; y: number }, style: Style): void {
      const { size, strong = false, soft = false, align = 'left' } = style
      const color = soft ? SOFT : INK
      let at = align === 'right' ? x - width(text, size) : x
      // There is one weight of each script: strong is the same letters with an outline.
      if (strong)
        page.pushOperators(setTextRenderingMode(TextRenderingMode.FillAndOutline), setLineWidth(size / 36))
      for (const run of runsOf(text, fonts)) {
        page.drawText(run.text, { x: at, y, size, font: run.font, color })
        at += run.font.widthOfTextAtSize(run.text, size)
      }
      if (strong) page.pushOperators(setTextRenderingMode(TextRenderingMode.Fill))
    },

    rule(page: PDFPage, { from, to, y }: { from: number; to: number; y: number }, strong = false): void {
      const thickness = strong ? 1 : 0.5
      page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness, color: strong ? INK : LINE })
    },

    /**
     * The lines of a text within a width: broken between words, and within one that is too long for a line;
     * none begins with what closes or ends what is before it (JIS X 4051, line-start prohibition).
     */
    wrap(text: string, size: number, within: number): string[] {
      const fits = (part: string) => width(part.trimEnd(), size) <= within
      const parts: string[] = []
      for (const { segment } of words.segment(text)) {
        const glued = `${parts.at(-1) ?? ''}${segment}`
        if (NEVER_FIRST.test(segment) && parts.length > 0 && fits(glued)) parts[parts.length - 1] = glued
        else if (fits(segment)) parts.push(segment)
        else parts.push(...[...letters.segment(segment)].map((one) => one.segment))
      }
      const lines = ['']
      for (const part of parts) {
        const line = lines.at(-1) ?? ''
        if (line !== '' && !fits(line + part)) lines.push(part.trimStart())
        else lines[lines.length - 1] = line + part
      }
      return lines.map((line) => line.trimEnd())
    },
  }
}
