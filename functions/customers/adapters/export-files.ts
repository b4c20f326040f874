import type { CustomerId, ExportId } from '#shared/ids.ts'
import type { Objects } from '#shared/objects.ts'
import { FILES } from '../contract/files.ts'

const ofCustomer = (id: CustomerId): string => `${FILES.exports}${id}/`
const keyOf = (id: CustomerId, file: ExportId): string => `${ofCustomer(id)}${file}.json`

export type ExportFiles = ReturnType<typeof makeExportFiles>

/** The files that customers asked for, each of one customer. */
export function makeExportFiles(objects: Pick<Objects, 'put' | 'list' | 'delete' | 'presignDownload'>) {
  return {
    write: (id: CustomerId, file: ExportId, content: unknown) =>
      objects.put(keyOf(id, file), Buffer.from(JSON.stringify(content, null, 2)), {
        contentType: 'application/json',
      }),

    url: (id: CustomerId, file: ExportId, expiresSeconds: number): Promise<string> =>
      objects.presignDownload(keyOf(id, file), { expiresSeconds, fileName: 'my-data.json' }),

    async forget(id: CustomerId): Promise<void> {
      for (const { key } of await objects.list(ofCustomer(id))) await objects.delete(key)
    },
  }
}
