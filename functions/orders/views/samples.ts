import { after, hours } from '#shared/clock.ts'
import { sku } from '#shared/ids.ts'
import type { Language } from '#shared/languages.ts'
import { TRACKING_STEPS, type TrackingView } from '../contract/operations.ts'

type Place = Pick<TrackingView, 'firstName' | 'city' | 'country'> & {
  /** Hours by which the sample's times are later than in Japan, so that nothing happens by night. */
  readonly later: number
  readonly carrier: string
  readonly trackingNumber: string
  readonly goods: readonly (readonly [name: string, quantity: number])[]
  /** Where the parcel was scanned, from the first to the last, with the carrier's own words. */
  readonly places: readonly (readonly [place: string, description: string])[]
}

const PLACES: Readonly<Record<Language, Place>> = {
  ja: {
    firstName: '山田',
    city: '渋谷区',
    country: 'JP',
    later: 0,
    carrier: 'KuronekoYamato',
    trackingNumber: '400012345670',
    goods: [
      ['日本の庭（写真集）', 1],
      ['オーガニックコットンTシャツ 紺・M', 2],
    ],
    places: [
      ['江東区', '荷物受付'],
      ['羽田', '作業店通過'],
      ['渋谷区', '持出中'],
      ['渋谷区', '配達完了'],
    ],
  },
  en: {
    firstName: 'Jane',
    city: 'Toronto',
    country: 'CA',
    later: 14,
    carrier: 'CanadaPost',
    trackingNumber: '7023210039414604',
    goods: [
      ['Gardens of Japan (hardcover)', 1],
      ['Organic cotton T-shirt, navy, M', 2],
    ],
    places: [
      ['Vancouver', 'Item accepted at the post office'],
      ['Mississauga', 'Item processed'],
      ['Toronto', 'Item out for delivery'],
      ['Toronto', 'Delivered to recipient'],
    ],
  },
  'zh-Hans': {
    firstName: '张三',
    city: '上海',
    country: 'CN',
    later: 1,
    carrier: 'DHLExpress',
    trackingNumber: '1234567890',
    goods: [
      ['日本庭园（精装画册）', 1],
      ['有机棉T恤 藏青色 M码', 2],
    ],
    places: [
      ['广州', '快件已揽收'],
      ['上海浦东', '快件到达处理中心'],
      ['上海', '快件正在派送'],
      ['上海', '快件已签收'],
    ],
  },
}

const STEP_TIMES = [
  '2026-11-23T01:00:00.000Z',
  '2026-11-23T01:00:04.000Z',
  '2026-11-23T01:00:05.000Z',
  '2026-11-23T02:15:00.000Z',
  '2026-11-23T05:40:00.000Z',
  '2026-11-25T04:20:00.000Z',
  '2026-11-25T04:20:06.000Z',
]

const SCANS = [
  ['2026-11-23T05:40:00.000Z', 'in_transit'],
  ['2026-11-24T09:05:00.000Z', 'in_transit'],
  ['2026-11-25T00:10:00.000Z', 'out_for_delivery'],
  ['2026-11-25T04:20:00.000Z', 'delivered'],
] as const

/** How many steps are done, and how many scans there are, in each status that a sample can have. */
const REACHED = {
  placed: [1, 0],
  payment_required: [1, 0],
  confirmed: [3, 0],
  processing: [4, 0],
  shipped: [5, 3],
  completed: [7, 4],
  rejected: [1, 0],
  cancelled: [3, 0],
} as const satisfies Partial<Record<TrackingView['status'], readonly [steps: number, scans: number]>>

/** An order as its tracking page gets it, in one of its statuses. */
export function sampleView(locale: Language, status: keyof typeof REACHED): TrackingView {
  const { goods, places, carrier, trackingNumber, later, ...who } = PLACES[locale]
  const at = (time: string): string => after(new Date(time), hours(later))
  const [steps, scans] = REACHED[status]
  const promise = { earliest: '2026-11-25', latest: '2026-11-26' }
  const delivered = SCANS.length === scans
  const shipment: TrackingView['shipments'][number] = {
    carrier,
    trackingNumber,
    status: delivered ? 'delivered' : 'out_for_delivery',
    promise,
    scans: SCANS.slice(0, scans).map(([time, scanned], index) => {
      const [place = '', description = ''] = places[index] ?? []
      return { at: at(time), status: scanned, place, description }
    }),
    ...(delivered ? { proof: { signedBy: who.firstName, at: at('2026-11-25T04:20:00.000Z') } } : {}),
  }
  return {
    number: '7KQ2M9XD',
    status,
    locale,
    ...who,
    promise,
    steps: TRACKING_STEPS.map((step, index) => {
      const time = STEP_TIMES[index]
      return { step, ...(index < steps && time ? { at: at(time) } : {}) }
    }),
    shipments: scans > 0 ? [shipment] : [],
    lines: goods.map(([name, quantity], index) => ({ sku: sku.parse(`SKU-${index + 1}`), name, quantity })),
  }
}
