import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import {
  drawnNote,
  PICTURES_FOLDER,
  readDrawn,
  type WantedPicture,
  wantedPictures,
} from '#local/demo/drawings/drawn.ts'

/**
 * `npm run pictures:demo`: draws the pictures of the demo catalog, `local/demo/pictures/*.webp`, as far as their
 * drawings have changed. It needs Chromium, as `npm run pictures` does, which makes WebP of the SVG.
 */
const QUALITY = 0.75

/** Runs in Chromium. */
const TO_WEBP = `async (svg, quality) => {
  const image = new Image()
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg)
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  canvas.getContext('2d').drawImage(image, 0, 0)
  return canvas.toDataURL('image/webp', quality)
}`

async function draw(page: Page, { file, svg }: WantedPicture): Promise<void> {
  const url: unknown = await page.evaluate(`(${TO_WEBP})(${JSON.stringify(svg)}, ${QUALITY})`)
  const [, base64] = /^data:image\/webp;base64,(.+)$/.exec(String(url)) ?? []
  if (base64 === undefined) throw new Error(`Chromium made no WebP of ${file}.`)
  await writeFile(join(PICTURES_FOLDER, file), Buffer.from(base64, 'base64'))
}

await mkdir(PICTURES_FOLDER, { recursive: true })
const wanted = wantedPictures()
const drawn = await readDrawn().catch((): Readonly<Record<string, string>> => ({}))
const outdated = wanted.filter(
  ({ file, hash }) => drawn[file] !== hash || !existsSync(join(PICTURES_FOLDER, file)),
)
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
})
try {
  const page = await browser.newPage()
  for (const picture of outdated) await draw(page, picture)
} finally {
  await browser.close()
}
const files = new Set(wanted.map(({ file }) => file))
const leftOver = (await readdir(PICTURES_FOLDER)).filter((file) => file.endsWith('.webp') && !files.has(file))
for (const file of leftOver) await rm(join(PICTURES_FOLDER, file))
await writeFile(...drawnNote(wanted))
process.stdout.write(`${outdated.length} of ${wanted.length} pictures drawn, ${leftOver.length} removed\n`)
