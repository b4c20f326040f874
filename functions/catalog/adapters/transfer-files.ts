import * as z from 'zod/mini'
import type { ExportId, ImportId } from '#shared/ids.ts'
import type { Objects, UploadForm } from '#shared/objects.ts'
import { Fault } from '#shared/outcomes.ts'
import { FILES } from '../contract/files.ts'
import { type Format, type ReportLine, reportLine } from '../contract/interchange.ts'
import { type Entry, entry } from '../domain/interchange/check.ts'

/** Of one file that is uploaded: 20 MB. */
const MAX_BYTES = 20 * 1024 * 1024

/** Seconds in which the upload is to begin. */
const UPLOAD_WITHIN = 3_600

const JSON_TYPE = { contentType: 'application/json' }
const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** Excel knows by it that a file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF'

const uploaded = (id: ImportId): string => `${FILES.imports}${id}/file`
const part = (id: ImportId, place: number): string => `${FILES.imports}${id}/parts/${numbered(place)}.json`
const report = (id: ImportId, place: number): string => `${FILES.imports}${id}/report/${numbered(place)}.json`
const numbered = (place: number): string => String(place).padStart(5, '0')

const written = (id: ExportId, format: Format): string => `${FILES.exports}${id}/products.${format}`

/** The files of imports and exports: what was uploaded, its parts with their reports, what was written. */
export function makeTransferFiles(objects: Objects) {
  const putJson = async (key: string, value: unknown): Promise<void> => {
    await objects.put(key, Buffer.from(JSON.stringify(value)), JSON_TYPE)
  }
  const getJson = async (key: string): Promise<unknown> => {
    const found = await objects.get(key)
    if (!found) throw new Fault(`${key} was written, and is not there`)
    return JSON.parse(Buffer.from(found.bytes).toString('utf8'))
  }
  return {
    uploadForm: (id: ImportId): Promise<UploadForm> =>
      objects.presignUpload(uploaded(id), { maxBytes: MAX_BYTES, expiresSeconds: UPLOAD_WITHIN }),

    isUploaded: async (id: ImportId): Promise<boolean> => (await objects.list(uploaded(id))).length > 0,

    upload: async (id: ImportId): Promise<Uint8Array | undefined> => (await objects.get(uploaded(id)))?.bytes,

    writePart: (id: ImportId, place: number, entries: readonly Entry[]) => putJson(part(id, place), entries),
    readPart: async (id: ImportId, place: number): Promise<Entry[]> =>
      z.array(entry).parse(await getJson(part(id, place))),

    writeReport: (id: ImportId, place: number, lines: readonly ReportLine[]) =>
      putJson(report(id, place), lines),
    readReport: async (id: ImportId, place: number): Promise<ReportLine[]> =>
      z.array(reportLine).parse(await getJson(report(id, place))),

    writeExport: (id: ExportId, format: Format, text: string) =>
      objects.put(written(id, format), Buffer.from(format === 'csv' ? BYTE_ORDER_MARK + text : text), {
        contentType: CONTENT_TYPES[format],
      }),
    exportUrl: (id: ExportId, format: Format, expiresSeconds: number): Promise<string> =>
      objects.presignDownload(written(id, format), { expiresSeconds, fileName: `products.${format}` }),
  }
}
export type TransferFiles = ReturnType<typeof makeTransferFiles>
