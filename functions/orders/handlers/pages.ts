import { apiHandler, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import * as pages from '../contract/page-operations.ts'
import { renderCorrectPage } from '../views/correct-page.ts'
import { renderDownloadPage } from '../views/download-page.ts'
import { renderPayPage } from '../views/pay-page.ts'
import { renderPayReturnPage } from '../views/pay-return-page.ts'
import { renderWithdrawPage } from '../views/withdraw-page.ts'
import { pageUseCases } from './page-use-cases.ts'
import { noPage, showPage } from './show-page.ts'

const prepare = once(pageUseCases)

export const handler = apiHandler('orders.pages', [
  route(pages.payPage, async (request) =>
    showPage(await (await prepare()).pay(request.params.token), renderPayPage, request),
  ),
  route(pages.payReturnPage, async (request) =>
    showPage(await (await prepare()).payReturn(request.params.token), renderPayReturnPage, request),
  ),
  route(pages.correctPage, async (request) =>
    showPage(await (await prepare()).correct(request.params.token), renderCorrectPage, request),
  ),
  route(pages.withdrawPage, async (request) =>
    showPage(await (await prepare()).withdraw(request.params.token), renderWithdrawPage, request),
  ),
  route(pages.downloadPage, async (request) =>
    showPage(await (await prepare()).downloads(request.params.token), renderDownloadPage, request),
  ),
  route(pages.downloadFile, async (request) => {
    const { token, sku } = request.params
    const opened = await (await prepare()).file(token, sku)
    if (!opened.found) return noPage(opened.why, request)
    return {
      ok: true,
      status: 302,
      body: '',
      headers: { 'referrer-policy': 'no-referrer', location: opened.view.url },
    }
  }),
])
