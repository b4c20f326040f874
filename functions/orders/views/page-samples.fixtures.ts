import { sku } from '#shared/ids.ts'
import type { Language } from '#shared/languages.ts'
import { currency, of } from '#shared/money.ts'
import type {
  AboutOrder,
  CorrectView,
  DownloadView,
  PayReturnView,
  PayView,
  WithdrawView,
} from '../use-cases/page-views.ts'
import { sampleView } from './samples.ts'

const TOKEN = 'a-token'

const ADDRESSES = {
  en: {
    name: 'Jane Doe',
    line1: 'Queen Street 100000',
    city: 'Toronto',
    region: 'ON',
    postalCode: 'M5H 2N2',
  },
  ja: { name: '山田 花子', line1: '宇田川町', city: '渋谷区', region: '東京都', postalCode: '150-8010' },
  'zh-Hans': {
    name: '张 三',
    line1: '人民大道',
    city: '黄浦区',
    region: '上海市',
    postalCode: '200003',
  },
} as const satisfies Record<Language, object>

const TOTALS = {
  en: of(12_820, currency.parse('CAD')),
  ja: of(10_210, currency.parse('JPY')),
  'zh-Hans': of(44_600, currency.parse('CNY')),
} as const satisfies Record<Language, object>

const aboutOf = (locale: Language, status: AboutOrder['status']): AboutOrder => ({
  number: '7KQ2M9XD',
  locale,
  country: sampleView(locale, 'shipped').country ?? '',
  status,
  trackUrl: '/track/a-tracking-token',
})

export const samplePay = (locale: Language, changes: Partial<PayView> = {}): PayView => ({
  ...aboutOf(locale, 'payment_required'),
  state: 'open',
  due: TOTALS[locale],
  deadline: '2026-11-24T03:30:00.000Z',
  action: undefined,
  card: { scriptUrl: 'https://js.stripe.com/v3/', publishableKey: 'pk_test_sample' },
  methods: ['store', 'bank_transfer', 'cash_on_delivery', 'invoice'],
  postTo: `/v1/guest-orders/${TOKEN}/payments`,
  returnUrl: '/pay/return/a-tracking-token',
  ...changes,
})

export const samplePayReturn = (locale: Language, outcome: PayReturnView['outcome']): PayReturnView => ({
  ...aboutOf(
    locale,
    outcome === 'paid' ? 'confirmed' : outcome === 'ended' ? 'rejected' : 'payment_required',
  ),
  outcome,
})

export const sampleCorrect = (locale: Language): CorrectView => ({
  ...aboutOf(locale, 'confirmed'),
  address: { ...ADDRESSES[locale], country: aboutOf(locale, 'confirmed').country },
  postTo: `/v1/guest-orders/${TOKEN}/address`,
})

export const sampleWithdraw = (locale: Language): WithdrawView => ({
  ...aboutOf(locale, 'delivered'),
  isOpen: true,
  lines: sampleView(locale, 'shipped').lines,
  postTo: `/v1/guest-orders/${TOKEN}/withdrawal`,
})

export const sampleDownload = (locale: Language): DownloadView => ({
  ...aboutOf(locale, 'completed'),
  files: sampleView(locale, 'shipped').lines.map(({ name }, index) => ({
    sku: sku.parse(`EBOOK-${index + 1}`),
    name,
    quantity: 1,
    file: index === 0 ? { name: 'gardens.epub', url: `/download/${TOKEN}/EBOOK-1` } : undefined,
  })),
})
