import type { Paint } from './paint.ts'

/** Pieces of SVG on a board of 400 by 400, the lowest first. */
export type Drawing = (paint: Paint) => readonly string[]

export const path = (d: string, fill: string): string => `<path d="${d}" fill="${fill}"/>`

export const line = (d: string, stroke: string, width: number): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`

export const dashes = (d: string, stroke: string, width: number): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-dasharray="7 6"/>`

export const rect = (x: number, y: number, width: number, height: number, r: number, fill: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${r}" fill="${fill}"/>`

export const circle = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`

export const ring = (x: number, y: number, r: number, stroke: string, width: number): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`

export const oval = (x: number, y: number, rx: number, ry: number, fill: string): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`

/** Seen through, 0 to 1. */
export const faint = (opacity: number, ...pieces: readonly string[]): string =>
  `<g opacity="${opacity}">${pieces.join('')}</g>`

/** Turned clockwise around the middle of the board. */
export const turned = (degrees: number, ...pieces: readonly string[]): string =>
  `<g transform="rotate(${degrees} 200 200)">${pieces.join('')}</g>`

/** Moved and made smaller or larger. */
export const placed = (x: number, y: number, scale: number, ...pieces: readonly string[]): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${pieces.join('')}</g>`

/** Only what is inside of an outline. */
export function inside(outline: string, ...pieces: readonly string[]): string {
  const id = `cut${[...outline].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1_000_003, 7)}`
  return `<clipPath id="${id}"><path d="${outline}"/></clipPath><g clip-path="url(#${id})">${pieces.join('')}</g>`
}

/** An outline whose right side lies in the shade, from `x` on. */
export const shaded = (outline: string, fill: string, shade: string, x = 200): string =>
  path(outline, fill) + inside(outline, rect(x, 0, 400, 400, 0, shade))

/** The same piece at several places along a row. */
export const row = (count: number, piece: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => piece(at)).join('')
