import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../../places.ts'
import { PRODUCTS } from '../catalog/all-products.ts'
import { picturesOf } from '../catalog/pictures.ts'
import { drawSvg } from './draw.ts'

export const PICTURES_FOLDER = join(ROOT, 'local', 'demo', 'pictures')

/** What the pictures were drawn from: a hash of the SVG by file. Beside them, so that a test sees outdated ones. */
const DRAWN = join(PICTURES_FOLDER, 'drawn.json')

export interface WantedPicture {
  readonly file: string
  readonly svg: string
  readonly hash: string
}

/** Every picture that the demo catalog wants. */
export const wantedPictures = (): readonly WantedPicture[] =>
  PRODUCTS.flatMap(picturesOf).map(({ file, drawing, color }) => {
    const svg = drawSvg(drawing, color)
    return { file, svg, hash: createHash('sha256').update(svg).digest('hex').slice(0, 16) }
  })

export const readDrawn = async (): Promise<Readonly<Record<string, string>>> =>
  z.record(z.string(), z.string()).parse(JSON.parse(await readFile(DRAWN, 'utf8')))

export const drawnNote = (pictures: readonly WantedPicture[]): readonly [path: string, text: string] => [
  DRAWN,
  `${JSON.stringify(Object.fromEntries(pictures.map(({ file, hash }) => [file, hash])), undefined, 2)}\n`,
]
