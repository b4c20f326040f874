import type { Language } from '#shared/languages.ts'
import type { DrawingName } from '../drawings/all-drawings.ts'
import type { CategoryId } from './categories.ts'
import type { ColorId, TraitId, ValueOf } from './words.ts'

export type Texts = Readonly<Record<Language, string>>

/** The same said in English, Japanese and Simplified Chinese. */
export const texts = (en: string, ja: string, zhHans: string): Texts => ({ en, ja, 'zh-Hans': zhHans })

/** A price in each currency of the demo, in minor units. */
export type Amounts = Readonly<Record<'JPY' | 'USD' | 'EUR' | 'CNY', number>>

/** Values of traits, such as `{ material: ['linen'] }`. */
export type Values = { readonly [Trait in TraitId]?: readonly ValueOf<Trait>[] }

export interface Measures {
  readonly amounts: Amounts
  /** What it cost before. */
  readonly before?: Amounts
  readonly weightGrams: number
  /** Length, width and height of its parcel in millimeters. */
  readonly mm: readonly [number, number, number]
  /** Of what is digital: the file that its buyers download. */
  readonly file?: string
}

/** What is drawn of it: once in one color, once per color of its options, or once per value of another option. */
export type Look =
  | { readonly drawing: DrawingName }
  | { readonly drawing: DrawingName; readonly color: ColorId }
  | { readonly drawing: DrawingName; readonly colors: Readonly<Record<string, ColorId>> }

/** A product as the demo's authors write it; `product-body.ts` makes of it what the API wants. */
export interface DemoProduct extends Measures {
  readonly id: string
  /** Stands in its GTINs; no other product has it. */
  readonly number: number
  readonly look: Look
  readonly name: Texts
  readonly description: Texts
  readonly status?: 'draft'
  readonly categories: readonly CategoryId[]
  readonly attributes: Values
  /** There is a variant of each combination. */
  readonly options?: Values
  /** What is different of variants with a value. */
  readonly differs?: Readonly<Record<string, Partial<Measures>>>
  readonly taxClass?: 'reduced'
  readonly kind?: 'digital'
  readonly packing?: readonly ('fragile' | 'hazardous' | 'gift_wrappable')[]
  readonly related?: readonly string[]
  readonly sustainability?: {
    readonly origin: string
    readonly materials?: readonly { readonly name: Texts; readonly percent: number }[]
    readonly certificates?: readonly string[]
    readonly packaging?: Texts
    readonly recycledPercent?: number
  }
  /** Barcodes that are printed already, by SKU; else they are made of the number. */
  readonly barcodes?: Readonly<Record<string, string>>
}
