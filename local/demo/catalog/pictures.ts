import type { DrawingName } from '../drawings/all-drawings.ts'
import type { DemoProduct, Texts } from './shape.ts'
import { type ColorId, traitIds, valueName } from './words.ts'

export interface DemoPicture {
  /** Its file in `local/demo/pictures`. */
  readonly file: string
  readonly drawing: DrawingName
  readonly color: ColorId
  /** The value of an option that it shows; without one, it shows every variant. */
  readonly value?: string
  readonly alt: Texts
}

/** The pictures of a product, the one for lists first. */
export function picturesOf(product: DemoProduct): readonly DemoPicture[] {
  const { look, name, options } = product
  const { drawing } = look
  const stem = product.id.toLowerCase()
  if ('color' in look) return [{ file: `${stem}.webp`, drawing, color: look.color, alt: name }]
  const shown: readonly (readonly [string, ColorId])[] =
    'colors' in look ? Object.entries(look.colors) : (options?.color ?? []).map((color) => [color, color])
  return shown.map(([value, color]) => ({
    ...{ file: `${stem}-${value}.webp`, drawing, color, value },
    alt: altOf(name, optionName(product, value)),
  }))
}

function optionName({ id, options = {} }: DemoProduct, value: string): Texts {
  const trait = traitIds(options).find((one) => options[one]?.some((offered) => offered === value))
  if (!trait) throw new Error(`No option of ${id} has the value ${value}.`)
  return valueName(trait, value)
}

const altOf = (product: Texts, value: Texts): Texts => ({
  en: `${product.en}, ${value.en}`,
  ja: `${product.ja}（${value.ja}）`,
  'zh-Hans': `${product['zh-Hans']}（${value['zh-Hans']}）`,
})
