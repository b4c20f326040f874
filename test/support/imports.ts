import * as z from 'zod/mini'
import { eventually } from './eventually.ts'
import type { Shop } from './shop.ts'
import { sendUpload } from './upload.ts'

const view = z.object({
  id: z.string(),
  status: z.string(),
  rows: z.number(),
  done: z.number(),
  refused: z.number(),
  startedAt: z.optional(z.string()),
  progressAt: z.string(),
  finishedAt: z.optional(z.string()),
})
export type ImportView = z.infer<typeof view>

const requested = z.object({
  ...view.shape,
  upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }),
})

const report = z.object({
  items: z.array(
    z.object({
      line: z.number(),
      productId: z.optional(z.string()),
      result: z.string(),
      faults: z.optional(
        z.array(z.object({ column: z.optional(z.string()), code: z.string(), detail: z.string() })),
      ),
    }),
  ),
  nextCursor: z.nullable(z.string()),
})
export type ReportLines = z.infer<typeof report>['items']

/** Asks for an import, uploads its file and starts it. */
export async function startImport(
  { machine }: Shop,
  file: string | Uint8Array,
  format: 'csv' | 'json' = 'csv',
): Promise<string> {
  const { id, upload } = (await machine.post('/imports', { body: { format } })).as(requested)
  const sent = await sendUpload(upload, { bytes: Buffer.from(file) })
  if (sent !== 204) throw new Error(`the upload was answered ${sent}`)
  ;(await machine.post(`/imports/${id}/start`)).as(view)
  return id
}

export const readImport = async ({ machine }: Shop, id: string): Promise<ImportView> =>
  (await machine.get(`/imports/${id}`)).as(view)

/** The import at its end. */
export const importAtEnd = (shop: Shop, id: string): Promise<ImportView> =>
  eventually(`${id} is at its end`, async () => {
    const now = await readImport(shop, id)
    return (now.status === 'done' || now.status === 'refused') && now
  })

/** All lines of a report, or those with a result. */
export async function reportOf({ machine }: Shop, id: string, result?: 'done' | 'refused') {
  const lines: ReportLines = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query = new URLSearchParams({
      limit: '100',
      ...(result ? { result } : {}),
      ...(cursor ? { cursor } : {}),
    })
    const page: z.infer<typeof report> = (await machine.get(`/imports/${id}/report?${query}`)).as(report)
    lines.push(...page.items)
    cursor = page.nextCursor
  }
  return lines
}

const exported = z.object({
  id: z.string(),
  status: z.string(),
  products: z.number(),
  download: z.optional(z.object({ url: z.string() })),
})

/** Exports all products; what their file has. */
export async function exportProducts({ machine }: Shop, format: 'csv' | 'json'): Promise<Uint8Array> {
  const { id } = (await machine.post('/exports', { body: { format } })).as(exported)
  const url = await eventually(
    `${id} is written`,
    async () => (await machine.get(`/exports/${id}`)).as(exported).download?.url,
  )
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`the file was answered ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

export const IMPORT_HEAD =
  'id,status,name.en,name.ja,price.JPY,price.USD,taxClass,kind,weightGrams,lengthMm,widthMm,heightMm'

/** A line of a good product, or of one that is wrong in what is given. */
export const importLine = (
  id: string,
  { price = '1980', status = 'published' }: { price?: string; status?: string } = {},
): string => `${id},${status},Product ${id},商品 ${id},${price},19.90,standard,physical,450,150,105,25`
