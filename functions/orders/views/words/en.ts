import type { PageWords } from './words.ts'

export const en: PageWords = {
  title: (number) => `Order ${number}`,
  greeting: (firstName) => `Hello ${firstName},`,
  orderNumber: 'Order number',
  situations: {
    received: { headline: 'We have your order', note: 'We are checking stock and payment.' },
    payment_required: {
      headline: 'Your payment needs you',
      note: 'Please open the link in our mail and complete the payment. We are holding your items.',
    },
    confirmed: { headline: 'Your order is confirmed', note: 'We will start packing it soon.' },
    preparing: { headline: 'We are preparing your order', note: 'Your items are being picked and packed.' },
    partly_on_its_way: {
      headline: 'Part of your order is on its way',
      note: 'The rest follows separately.',
    },
    on_its_way: { headline: 'Your order is on its way', note: 'The carrier has it.' },
    arriving_today: { headline: 'Arriving today', note: 'The driver is on the way to you.' },
    delivered: { headline: 'Delivered', note: 'Your order has arrived. We hope you enjoy it.' },
    rejected: {
      headline: 'We could not accept this order',
      note: 'We are sorry. It costs you nothing: what you paid is given back, what your bank reserved is released.',
    },
    cancelled: {
      headline: 'This order is cancelled',
      note: 'It costs you nothing: what you paid is given back, what your bank reserved is released.',
    },
    returned: { headline: 'This order came back to us', note: 'We will be in touch about what comes next.' },
  },
  arrives: 'Arrives',
  progress: 'Progress',
  steps: {
    placed: 'Order received',
    validated: 'Stock and payment checked',
    confirmed: 'Confirmed',
    processing: 'Being prepared',
    shipped: 'Handed to the carrier',
    delivered: 'Delivered',
    completed: 'Completed',
  },
  parcel: (which, of) => (of === 1 ? 'Your parcel' : `Parcel ${which} of ${of}`),
  carrier: 'Carrier',
  trackingNumber: 'Tracking number',
  scans: 'Where it has been',
  noScans: 'The carrier has not scanned it yet.',
  receivedBy: 'Signed for by',
  receivedAt: 'Delivered',
  notes: 'From us to you',
  items: 'In this order',
  pieces: (count) => `× ${count}`,
  timesIn: (zone) => `Times are in ${zone}.`,
  notFound: {
    headline: 'We cannot find this order',
    note: 'The link may be incomplete. Please open it again from our newest mail about your order.',
  },
}
