import type { productFiles } from '#contexts/catalog/contract/calls.ts'
import type { Ask } from '#shared/calls.ts'
import type { Sku } from '#shared/ids.ts'
import { downloadsOf } from '../domain/details.ts'
import { type LinkDeps, type Opened, openAct, shownAs } from './open-link.ts'
import { about } from './open-pages.ts'
import type { DownloadView } from './page-views.ts'

export interface DownloadDeps extends LinkDeps {
  readonly askFiles: Ask<typeof productFiles>
}

/** The digital lines of an order with their files, as catalog has them now. */
export const makeOpenDownloadPage =
  (deps: DownloadDeps) =>
  async (token: string): Promise<Opened<DownloadView>> =>
    shownAs(await openAct(deps, 'download', token), async (linked) => {
      const digital = downloadsOf(linked.details)
      const names = await fileNames(deps, digital)
      return {
        ...(await about(linked, deps)),
        files: digital.map(({ sku, name, quantity }) => {
          const fileName = names.get(sku)
          const file = fileName ? { name: fileName, url: `/download/${token}/${sku}` } : undefined
          return { sku, name, quantity, file }
        }),
      }
    })

async function fileNames({ askFiles }: DownloadDeps, lines: readonly { readonly sku: Sku }[]) {
  if (lines.length === 0) return new Map<Sku, string>()
  const { files } = await askFiles({ skus: [...new Set(lines.map(({ sku }) => sku))] })
  return new Map(files.map(({ sku, fileName }) => [sku, fileName]))
}

/** Where the file of one digital line is; `unknown` where the order has no such line, or the line no file. */
export const makeOpenFile =
  (deps: DownloadDeps) =>
  async (token: string, wanted: Sku): Promise<Opened<{ readonly url: string }>> => {
    const opened = await openAct(deps, 'download', token)
    if (!opened.found) return opened
    const isBought = downloadsOf(opened.view.details).some(({ sku }) => sku === wanted)
    const [file] = isBought ? (await deps.askFiles({ skus: [wanted] })).files : []
    return file ? { found: true, view: { url: file.url } } : { found: false, why: 'unknown' }
  }
