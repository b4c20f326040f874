import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { renderHtml } from '#contexts/notifications/domain/render-html.ts'
import { mailsFor } from '#contexts/notifications/testing.ts'
import { renderCorrectPage } from '#contexts/orders/views/correct-page.ts'
import { renderDownloadPage } from '#contexts/orders/views/download-page.ts'
import * as samples from '#contexts/orders/views/page-samples.fixtures.ts'
import { renderPayPage } from '#contexts/orders/views/pay-page.ts'
import { renderPayReturnPage } from '#contexts/orders/views/pay-return-page.ts'
import { sampleView } from '#contexts/orders/views/samples.ts'
import { renderTrackingPage } from '#contexts/orders/views/tracking-page.ts'
import { renderWithdrawPage } from '#contexts/orders/views/withdraw-page.ts'
import { stripeJs } from '#local/stripe-sandbox/page/stripe-js.ts'
import { LANGUAGES, type Language } from '#shared/languages.ts'

/**
 * `npm run pictures`: draws docs/pictures/*.png from the samples that the tests use.
 * It needs Chromium (at CHROMIUM, else /usr/bin/chromium) and fonts for Japanese and Chinese; on Debian
 * `apt-get install chromium fonts-noto-cjk`.
 */
const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url))

/** CSS pixels. */
const PHONE = 390
const DESKTOP = 900

interface Picture {
  readonly name: string
  readonly width: number
  readonly html: string
}

/** All kinds of mails but the cancellation, which looks like the rejection: the folder is kept small. */
async function mailPictures(language: Language): Promise<Picture[]> {
  const mails = (await mailsFor(language)).filter(({ kind }) => kind !== 'cancelled')
  return mails.map((mail) => ({
    name: `mail-${language}-${mail.kind.replaceAll('_', '-')}`,
    width: PHONE,
    html: renderHtml(mail),
  }))
}

const trackingPicture = (
  language: Language,
  status: 'shipped' | 'completed',
  { width, name }: { width: number; name: string },
): Picture => ({ name, width, html: renderTrackingPage(sampleView(language, status), language).html })

/** The pages on which customers act. */
const actPictures = (language: Language): Picture[] =>
  Object.entries({
    pay: renderPayPage(samples.samplePay(language), language).html,
    'pay-return': renderPayReturnPage(samples.samplePayReturn(language, 'again'), language).html,
    correct: renderCorrectPage(samples.sampleCorrect(language), language).html,
    withdraw: renderWithdrawPage(samples.sampleWithdraw(language), language).html,
    download: renderDownloadPage(samples.sampleDownload(language), language).html,
  }).map(([page, html]) => ({ name: `page-${language}-${page}`, width: PHONE, html }))

/** At an address of its own, as scripts run there only; the gateway's script is the sandbox's. */
async function draw(browser: Browser, { name, width, html }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 100 } })
  await page.route('**/*', (route) =>
    route.fulfill(
      route.request().isNavigationRequest()
        ? { contentType: 'text/html; charset=utf-8', body: html }
        : { contentType: 'text/javascript', body: stripeJs },
    ),
  )
  await page.goto('http://127.0.0.1/')
  await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true })
  await page.close()
}

const pictures = [
  ...(await Promise.all(LANGUAGES.map(mailPictures))).flat(),
  ...LANGUAGES.map((language) =>
    trackingPicture(language, 'shipped', { width: PHONE, name: `tracking-${language}` }),
  ),
  ...LANGUAGES.flatMap(actPictures),
  { name: 'page-en-pay-desktop', width: DESKTOP, html: renderPayPage(samples.samplePay('en'), 'en').html },
  trackingPicture('ja', 'completed', { width: PHONE, name: 'tracking-ja-completed' }),
  trackingPicture('en', 'shipped', { width: DESKTOP, name: 'tracking-en-desktop' }),
]

await mkdir(FOLDER, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
})
try {
  for (const picture of pictures) await draw(browser, picture)
  process.stdout.write(`${pictures.length} pictures in docs/pictures\n`)
} finally {
  await browser.close()
}
