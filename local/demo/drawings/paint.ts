import type { ColorId } from '../catalog/words.ts'

/** The tones of one color, as `#rrggbb`: flat drawings are shaded by tones, not by gradients. */
export interface Paint {
  readonly main: string
  readonly dark: string
  readonly deep: string
  readonly light: string
  readonly pale: string
}

export const INK = '#39414d'
export const CREAM = '#faf5ea'
export const PAPER = '#fffdf7'
export const WOOD = '#cb9f6b'
export const WOOD_DARK = '#b0824f'
export const STEEL = '#c3cbd2'
export const STEEL_DARK = '#98a3ad'
export const LEAF = '#6f9a63'
export const LEAF_DARK = '#54804c'
export const SUN = '#f0c75a'

const HEX: Readonly<Record<ColorId, string>> = {
  white: '#f7f4ee',
  ivory: '#f0e6cf',
  natural: '#dcb986',
  beige: '#dcc8a6',
  yellow: '#eec04c',
  mustard: '#d29a35',
  orange: '#e18b42',
  terracotta: '#c96f50',
  red: '#cb4b43',
  burgundy: '#7f3347',
  pink: '#e6a5ae',
  lavender: '#ab9dcb',
  sky: '#8dbcdd',
  blue: '#4f80bb',
  navy: '#32466f',
  teal: '#3f8886',
  sage: '#a2b897',
  green: '#5d8d5c',
  olive: '#808352',
  camel: '#bd8f5d',
  brown: '#7d583c',
  walnut: '#75503a',
  copper: '#c67f53',
  silver: '#bdc5cc',
  gray: '#959ca4',
  charcoal: '#4d535c',
  black: '#33363d',
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** So much of the second color in the first, 0 to 1. */
export function mix(first: string, second: string, share: number): string {
  const others = channels(second)
  return `#${channels(first)
    .map((value, at) => Math.round(value + ((others[at] ?? value) - value) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`
}

export function paintOf(color: ColorId): Paint {
  const main = HEX[color]
  return {
    main,
    dark: mix(main, '#2a2f45', 0.16),
    deep: mix(main, '#242a40', 0.36),
    light: mix(main, '#ffffff', 0.28),
    pale: mix(main, '#ffffff', 0.6),
  }
}
