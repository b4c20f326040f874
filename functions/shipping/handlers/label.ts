import { apiHandler, reply, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { labelZpl } from '../adapters/label-zpl.ts'
import { getLabel } from '../contract/operations.ts'
import type { Label } from '../domain/label.ts'
import { makeLabelRequestOf } from '../use-cases/label-request.ts'
import { makePrintLabel } from '../use-cases/print-label.ts'

const runtime = makeRuntime()

/** Loaded when the first PDF is wanted: the fonts and the PDF library are some megabytes. */
async function pdf(label: Label): Promise<Uint8Array> {
  const [{ labelPdf }, { fontFiles }] = await Promise.all([
    import('../adapters/label-pdf.ts'),
    import('#shared/print/font-files.ts'),
  ])
  return labelPdf(label, fontFiles)
}

const print = { pdf, zpl: async (label: Label) => labelZpl(label) }
const MEDIA_TYPES = { pdf: getLabel.contentType, zpl: 'application/zpl' }

export const handler = apiHandler('shipping.label', [
  route(getLabel, async ({ params, query: { format } }) => {
    const deps = { store: runtime.store, personal: await runtime.personal() }
    const printLabel = makePrintLabel({ ...deps, labelRequestOf: makeLabelRequestOf(deps), print })
    const printed = await printLabel(params.shipmentId, format)
    return printed.ok ? reply(printed.value, { 'content-type': MEDIA_TYPES[format] }) : printed
  }),
])
