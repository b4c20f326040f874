import type { Seller, StageConfig, StageName } from './config.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Nobody: for trying papers out. */
export const SAMPLE_SELLER = {
  name: 'Cartwright',
  address: '1-1-1 Ariake, Koto-ku, Tokyo 135-0063',
  country: 'JP',
  registrationNumber: 'T1234567890123',
  email: 'orders@cartwright.example',
} as const satisfies Seller

/** On AWS, cheap and easily thrown away: for trying a change out. */
const dev: StageConfig = {
  stage: 'dev',
  siteUrl: undefined,
  allowedOrigins: [],
  stripeApiUrl: '',
  stripeJsUrl: 'https://js.stripe.com/v3/',
  stripePublishableKey: '',
  easypostApiUrl: '',
  senderEmail: 'orders@cartwright.example',
  senderName: 'Cartwright',
  quietHours: '21:00-08:00',
  alarmEmail: undefined,

  capturePolicy: 'on_delivery',
  captureAfterDays: 3,
  multicapture: false,
  paymentMethods: [],
  releaseGraceSeconds: 0,
  holdRules: {},
  refundLimits: {
    support: { JPY: 30_000, USD: 20_000, EUR: 20_000, CNY: 150_000 },
    finance: { JPY: 1_000_000, USD: 1_000_000, EUR: 1_000_000, CNY: 7_000_000 },
    admin: {},
  },
  seller: SAMPLE_SELLER,
  deadlines: {
    quote: 15 * MINUTE,
    payment: 1 * HOUR,
    shipment: 7 * DAY,
    delivery: 21 * DAY,
    step: 15 * MINUTE,
    claim: 1 * HOUR,
    delayedPayment: 3 * DAY,
    paymentReminder: 1 * DAY,
    review: 2 * DAY,
    answer: 3 * DAY,
    authorizationMargin: 1 * DAY,
    download: 7 * DAY,
    withdrawal: 14 * DAY,
  },
  tracking: { lookEveryMinutes: 15, askAfterMinutes: 240, lostAfterDays: 14, deliveredAfterDays: 14 },
  carts: { abandonedAfterMinutes: 24 * 60, keepDays: 60 },
  insights: { learnEveryMinutes: 60, keepEventsDays: 90, keepBasketsDays: 400, eventsPerVisitor: 1_000 },

  functions: {
    api: { memoryMb: 1024, timeoutSeconds: 29 },
    call: { memoryMb: 512, timeoutSeconds: 10 },
    task: { memoryMb: 512, timeoutSeconds: 30 },
    consumer: { memoryMb: 512, timeoutSeconds: 30 },
    bulk: { memoryMb: 1769, timeoutSeconds: 30 },
    publisher: { memoryMb: 256, timeoutSeconds: 30 },
    schedule: { memoryMb: 512, timeoutSeconds: 55 },
    authorizer: { memoryMb: 512, timeoutSeconds: 5 },
    batch: { memoryMb: 3008, timeoutSeconds: 900 },
    audit: { memoryMb: 2048, timeoutSeconds: 900 },
    // A picture of 40 million pixels is unpacked in it, within what the HTTP API waits.
    pictures: { memoryMb: 3008, timeoutSeconds: 29 },
  },
  redelivery: { seconds: 180, tries: 6 },
  compileCache: '/tmp/node-compile-cache',

  contentDelivery: true,
  throttle: { perSecond: 100, burst: 200 },
  authorizerCacheSeconds: 60,
  staffTokenMinutes: 60,
  staffPasswordSignIn: false,

  logRetentionDays: 14,
  accessLogs: true,
  auditEveryDays: undefined,
  alarms: false,
  dashboard: false,

  retainData: false,
  deletionProtection: false,
  pointInTimeRecovery: false,
  // Papers: ten years from the end of the year after their issue, which may come a year after the order.
  retention: { orderDays: 5 * 365, paperDays: 13 * 366, verificationDays: 2, webhookDays: 90 },
  personalKeysRecoveryDays: undefined,
  ownKey: false,
  archiveDays: undefined,
  warmThroughput: {},
}

const prod: StageConfig = {
  ...dev,
  stage: 'prod',
  capturePolicy: 'on_hand_over',
  deadlines: { ...dev.deadlines, payment: 24 * HOUR },
  throttle: { perSecond: 2_000, burst: 4_000 },
  staffTokenMinutes: 5,
  logRetentionDays: 90,
  auditEveryDays: 7,
  alarms: true,
  dashboard: true,
  retainData: true,
  deletionProtection: true,
  pointInTimeRecovery: true,
  personalKeysRecoveryDays: 7,
  ownKey: true,
  archiveDays: 30,
  warmThroughput: { orders: { reads: 15_000, writes: 6_000 }, inventory: { reads: 15_000, writes: 6_000 } },
}

/** Few at once: each worker is a process of the laptop, and takes memory and time to start. */
const WORKERS = 4

/** The laptop: the emulator knows no archive, alarms tell nobody, and its data may be thrown away. */
const local: StageConfig = {
  ...dev,
  stage: 'local',
  stripePublishableKey: 'pk_test_sandbox',
  paymentMethods: ['store', 'bank_transfer', 'cash_on_delivery', 'invoice'],
  // So that what a hold is can be tried.
  holdRules: { amountAbove: { JPY: 1_000_000 }, riskLevels: ['elevated', 'highest'] },
  tracking: { ...dev.tracking, lookEveryMinutes: 1, askAfterMinutes: 2 },
  carts: { ...dev.carts, abandonedAfterMinutes: 30 },
  functions: {
    ...dev.functions,
    task: { ...dev.functions.task, reservedConcurrency: WORKERS },
    consumer: { memoryMb: 512, timeoutSeconds: 20, reservedConcurrency: WORKERS },
    bulk: { memoryMb: 1769, timeoutSeconds: 20, reservedConcurrency: 2 },
  },
  redelivery: { seconds: 20, tries: 12 },
  compileCache: undefined,
  contentDelivery: false,
  throttle: { perSecond: 10_000, burst: 5_000 },
  authorizerCacheSeconds: 300,
  staffPasswordSignIn: true,
  logRetentionDays: 3,
  accessLogs: false,
}

/** `npm test`: the laptop's, in a hurry. */
const testing: StageConfig = {
  ...local,
  stage: 'test',
  // Tests run at any time of the day.
  quietHours: '',
  auditEveryDays: 7,
  tracking: { ...local.tracking, askAfterMinutes: 0.2 },
  carts: { ...local.carts, abandonedAfterMinutes: 0.2, reservationMinutes: 1 },
  deadlines: {
    ...{ quote: 60, payment: 20, shipment: 120, delivery: 120, step: 25, claim: 20 },
    // Between reminder and end the sweeper comes several times: tests have it run every few seconds.
    ...{ delayedPayment: 50, paymentReminder: 45, review: 60, answer: 60 },
    ...{ authorizationMargin: DAY, download: 600, withdrawal: 14 * DAY },
  },
  functions: { ...local.functions, consumer: { ...local.functions.consumer, timeoutSeconds: 10 } },
  redelivery: { seconds: 10, tries: 20 },
}

export const STAGES: Readonly<Record<StageName, StageConfig>> = { local, test: testing, dev, prod }
