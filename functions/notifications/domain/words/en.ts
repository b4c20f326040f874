import type { Words } from './words.ts'

export const en: Words = {
  address: (name) => name,
  greeting: (addressed) => `Hello ${addressed},`,
  mails: {
    payment_required: {
      subject: (number) => `Your payment needs your attention (order ${number})`,
      heading: 'Please check your payment',
      lead: 'We are holding the items of your order for you.',
    },
    confirmation: {
      subject: (number) => `Your order ${number} is confirmed`,
      heading: 'Thank you for your order',
      lead: 'Your order is confirmed. We will write again as soon as it is on its way.',
    },
    shipped: {
      subject: (number) => `On its way: your order ${number}`,
      heading: 'Your order is on its way',
      lead: 'We have handed these items over to the carrier.',
    },
    out_for_delivery: {
      subject: (number) => `Out for delivery today: your order ${number}`,
      heading: 'Your parcel arrives today',
      lead: 'The driver has your parcel and is on the way to you.',
    },
    delivered: {
      subject: (number) => `Delivered: your order ${number}, with the receipt`,
      heading: 'Your order has been delivered',
      lead: 'Everything has arrived and the payment is complete. This is your receipt.',
    },
    rejected: {
      subject: (number) => `We could not accept your order ${number}`,
      heading: 'We could not accept your order',
      lead: 'We are sorry: your order will not be sent.',
    },
    cancelled: {
      subject: (number) => `Your order ${number} is cancelled`,
      heading: 'Your order is cancelled',
      lead: 'The order was cancelled and will not be sent.',
    },
  },
  labels: {
    orderNumber: 'Order number',
    arrives: 'Arrives',
    items: 'Items',
    order: 'Your order',
    subtotal: 'Subtotal',
    discount: 'Discount',
    shipping: 'Shipping',
    total: 'Total',
    receipt: 'Receipt',
    paid: 'Paid by card',
    carrier: 'Carrier',
    trackingNumber: 'Tracking number',
    deliveredAt: 'Delivered',
    payBefore: 'Please pay by',
    reason: 'Reason',
    notAvailable: 'Not available',
    track: 'Track your order',
    see: 'See your order',
  },
  pieces: (count) => `× ${count}`,
  each: (price) => `${price} each`,
  taxAt: (name, rate) => `${name} ${rate}`,
  included: (tax) => `${tax} included`,
  taxOn: (base) => `on ${base}`,
  inParts: 'The rest of your order follows separately.',
  actions: {
    choose: 'Please choose how you would like to pay.',
    pay_by_reference: 'Please pay at the store or by bank transfer, and name the reference.',
    three_d_secure:
      'Your bank asks you to confirm the payment. Please go back to the page where you ordered and confirm it there.',
    pay_again:
      'The payment did not go through. Please go back to the page where you ordered and choose another card.',
  },
  rejections: {
    out_of_stock: 'Some of the items are no longer in stock.',
    payment_declined: 'The payment did not go through.',
    payment_abandoned: 'The payment was not completed in time.',
    undeliverable: 'We cannot deliver to the address you gave.',
    review_declined: 'We are unable to take this order.',
  },
  shortage: (available, requested) => `${available} of ${requested} in stock`,
  noCharge: 'You have not been charged. If your bank shows a reserved amount, it will be released.',
  texts: {
    shipped: ({ number, carrier, url }) => `Order ${number} is on its way (${carrier}): ${url}`,
    out_for_delivery: ({ number, url }) => `Order ${number} arrives today: ${url}`,
  },
  footer: (number) => `You receive this mail because you placed order ${number}.`,
}
