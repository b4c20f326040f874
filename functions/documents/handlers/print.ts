import { apiHandler, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { printDocument, printGuestOrderDocument, printPackingSlip } from '../contract/operations.ts'
import type { Sheet } from '../domain/sheet.ts'
import { makePrintDocument, makePrintGuestDocument, type Printed } from '../use-cases/print-document.ts'
import { makePrintPackingSlip } from '../use-cases/print-packing-slip.ts'
import { documentDeps } from './dependencies.ts'

/** Loaded when the first paper is wanted: the fonts and the PDF library are some megabytes. */
async function draw(sheet: Sheet): Promise<Uint8Array> {
  const [{ sheetPdf }, { fontFiles }] = await Promise.all([
    import('../adapters/sheet-pdf.ts'),
    import('#shared/print/font-files.ts'),
  ])
  return sheetPdf(sheet, fontFiles)
}

const prepare = once(async () => {
  const runtime = makeRuntime()
  const deps = { ...(await documentDeps(runtime)), orderTokens: runtime.orderTokens, draw }
  return {
    document: makePrintDocument(deps),
    guest: makePrintGuestDocument(deps),
    slip: makePrintPackingSlip(deps),
  }
})

const answer = (printed: Outcome<Printed>) =>
  printed.ok
    ? reply(printed.value.pdf, { 'content-disposition': `inline; filename="${printed.value.name}.pdf"` })
    : printed

export const handler = apiHandler('documents.print', [
  route(printDocument, async ({ params }) => answer(await (await prepare()).document(params.documentId))),
  route(printGuestOrderDocument, async ({ params }) =>
    answer(await (await prepare()).guest(params.orderToken, params.documentId)),
  ),
  route(printPackingSlip, async ({ params }) =>
    answer(await (await prepare()).slip(params.fulfillmentOrderId)),
  ),
])
