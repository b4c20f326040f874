import type { ColorId } from '../catalog/words.ts'
import { DRAWINGS, type DrawingName, GROUNDS } from './all-drawings.ts'
import { mix, paintOf } from './paint.ts'
import { circle, oval, rect } from './shapes.ts'

/** Width and height of a picture in pixels. */
export const PICTURE_SIZE = 800

/** A product's picture as SVG: the thing in its color, on the soft ground of its department. */
export function drawSvg(name: DrawingName, color: ColorId): string {
  const ground = GROUNDS.find(([, drawings]) => name in drawings)?.[0]
  if (ground === undefined) throw new Error(`The drawing ${name} has no ground.`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_SIZE}" height="${PICTURE_SIZE}" viewBox="0 0 400 400">`,
    rect(0, 0, 400, 400, 0, ground),
    circle(200, 196, 172, mix(ground, '#ffffff', 0.32)),
    oval(200, 330, 136, 13, mix(ground, '#38405a', 0.16)),
    ...DRAWINGS[name](paintOf(color)),
    '</svg>',
  ].join('')
}
