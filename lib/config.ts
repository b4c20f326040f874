import type { Node } from 'constructs'
import type { InsightsSettings } from '#contexts/insights/contract/settings.ts'
import type { Context } from '#shared/names.ts'
import type { Retention } from '#shared/retention.ts'
import { SAMPLE_SELLER, STAGES } from './stages.ts'

export type StageName = 'local' | 'test' | 'dev' | 'prod'

/** The kinds of functions, each with its size and its limits. */
export type FunctionKind =
  | 'api'
  | 'call'
  | 'task'
  | 'consumer'
  /** A consumer that works on thousands of things: it gets a whole processor. */
  | 'bulk'
  | 'publisher'
  | 'schedule'
  | 'authorizer'
  | 'batch'
  | 'audit'
  | 'pictures'

export interface FunctionSize {
  /** MB; the share of a processor grows with it, a whole one at 1,769. */
  readonly memoryMb: number
  /** Of functions whose contract names no time limit of their own. */
  readonly timeoutSeconds: number
  /** The most that run at once, taken from the account's limit; absent: as many as there is work for. */
  readonly reservedConcurrency?: number
}

/** How long an order may stay where it is, in seconds; after that it is looked at, or ends. */
export interface Deadlines {
  /** For a quote to make an order: so long the price seen is the price paid. */
  readonly quote: number
  /** For the payer to authenticate, or to pay again after a declined card; the stock is held meanwhile. */
  readonly payment: number
  /** From confirmation to the last hand-over. */
  readonly shipment: number
  /** From the last hand-over to the last delivery. */
  readonly delivery: number
  /** For a step that waits for nobody outside. */
  readonly step: number
  /** From the claim of a hand-over to the hand-over. */
  readonly claim: number
  /** For the payer of a delayed payment: at a store, or by transfer. */
  readonly delayedPayment: number
  /** So long before the deadline of a delayed payment its payer is reminded. */
  readonly paymentReminder: number
  /** For staff to decide about an order that is held before it is confirmed; shorter than any authorization. */
  readonly review: number
  /** For the customer to correct an address, or to choose another card for an authorization that ends. */
  readonly answer: number
  /** So long before an authorization ends it is captured, renewed, or the payer is asked. */
  readonly authorizationMargin: number
  /** For the customer to download what is digital. */
  readonly download: number
  /** For the customer to withdraw, in whole days after that of the delivery (14 in the EU: Directive 2011/83/EU, article 9). */
  readonly withdrawal: number
}

/** What makes an order wait for a person of the staff before it is confirmed; what is left out holds nothing. */
export interface HoldRules {
  /** Orders of more than so many minor units, by currency. */
  readonly amountAbove?: Readonly<Record<string, number>>
  /** More than so many orders of one email address within an hour. */
  readonly ordersPerHour?: number
  /** Payments that the gateway finds as risky as one of these. */
  readonly riskLevels?: readonly ('elevated' | 'highest')[]
}

/** Who sells, as it stands on invoices. `prod` is not deployed before it has one of its own. */
export interface Seller {
  /** The legal name. */
  readonly name: string
  /** In one line. */
  readonly address: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** VAT number, or Japan's number of a qualified invoice issuer (T and 13 digits); absent: none is printed. */
  readonly registrationNumber?: string
  /** Where customers write to. */
  readonly email: string
}

/** How parcels are watched of which the carrier tells nothing. */
export interface TrackingWatch {
  /** How often it is looked for such parcels, in minutes, whole ones. */
  readonly lookEveryMinutes: number
  /** After so many minutes without a scan the carrier is asked. */
  readonly askAfterMinutes: number
  /** After so many days without a scan a parcel is lost. */
  readonly lostAfterDays: number
  /** After so many days since its hand-over a parcel that no carrier scans for us counts as delivered. */
  readonly deliveredAfterDays: number
}

/** What is kept of visitors and of what is bought together, and how often it is learned from. */
export interface Insights {
  /** From one learning to the next, in minutes: so old recommendations and the funnel's counts are at most. */
  readonly learnEveryMinutes: number
  /** Days that what a visitor did is kept. */
  readonly keepEventsDays: number
  /** Days that it is kept which products were bought together; not by whom. */
  readonly keepBasketsDays: number
  /** The most events of one visitor that are kept in a day. */
  readonly eventsPerVisitor: number
}

/** How long carts wait for who made them. */
export interface Carts {
  /** After so many minutes without use a cart with something in it counts as left behind. */
  readonly abandonedAfterMinutes: number
  /** After so many days without use a cart is forgotten. */
  readonly keepDays: number
  /** So many minutes a cart that is quoted holds its stock, for the order that is made of it; absent: it holds none. */
  readonly reservationMinutes?: number
}

/** How an event that could not be applied is tried again. */
export interface Redelivery {
  /** Between two tries; at least the consumer's time limit, and on AWS better six times that. */
  readonly seconds: number
  /** Tries before the event goes to the dead-letter queue. */
  readonly tries: number
}

/** Every switch of a deployment. */
export interface StageConfig {
  readonly stage: StageName
  /**
   * The shop's address, without a slash at the end: links in mails begin with it. Given as
   * `-c siteUrl=...`; when absent, the HTTP API's own address, which serves the tracking page too.
   */
  readonly siteUrl: string | undefined
  /**
   * Origins of shops whose pages call the API from the browser, beside those at its own address. Given as
   * `-c allowedOrigins=https://shop.example.com,https://www.example.com`; none by default.
   */
  readonly allowedOrigins: readonly string[]
  /** Stripe's API, `-c stripeApiUrl=...`; when empty, Stripe's own. */
  readonly stripeApiUrl: string
  /** The script by which browsers give a card to Stripe, `-c stripeJsUrl=...`. */
  readonly stripeJsUrl: string
  /** Stripe's key for that script, `-c stripePublishableKey=pk_...`; when empty, the pay page takes no cards. */
  readonly stripePublishableKey: string
  /** EasyPost's API, `-c easypostApiUrl=...`; when empty, EasyPost's own. */
  readonly easypostApiUrl: string
  /** The address that mails come from, `-c senderEmail=...`: it or its domain is a verified identity of SES. */
  readonly senderEmail: string
  /** The shop's name, as the sender of mails and SMS, `-c senderName=...`. */
  readonly senderName: string
  /** When no SMS goes out, in the zone of the destination, such as `21:00-08:00`; when empty, they go at any time. */
  readonly quietHours: string
  /** Who is mailed when an alarm goes off, `-c alarmEmail=...`; when absent, whoever subscribes to the topic. */
  readonly alarmEmail: string | undefined

  /**
   * When the money is taken. `on_hand_over` for shops, as card schemes end an authorization after days;
   * `on_delivery` where deliveries are quick.
   */
  readonly capturePolicy: 'on_delivery' | 'on_hand_over' | 'after_days'
  /** Of `after_days`: days from the last hand-over to the capture; a delivery before does not wait for it. */
  readonly captureAfterDays: number
  /**
   * Of `on_hand_over`: captures an order that leaves in parts part by part, as each is handed over, where the card
   * allows it; else, and without it, once, when all has left. Stripe offers it to accounts with IC+ pricing.
   */
  readonly multicapture: boolean
  /** Ways to pay that are offered beside cards. */
  readonly paymentMethods: readonly ('store' | 'bank_transfer' | 'cash_on_delivery' | 'invoice')[]
  /** Seconds from confirmation until the warehouse may begin: time to change one's mind. */
  readonly releaseGraceSeconds: number
  /** Rules by which orders are held for a person. */
  readonly holdRules: HoldRules
  /** What each person of a group of the staff may give back of one order, in all, without a second person, in minor units by currency; a currency that is left out has no limit. */
  readonly refundLimits: Readonly<Record<'support' | 'finance' | 'admin', Readonly<Record<string, number>>>>
  /** Who sells: for invoices and receipts. */
  readonly seller: Seller
  readonly deadlines: Deadlines
  readonly tracking: TrackingWatch
  readonly insights: Insights
  readonly carts: Carts

  readonly functions: Readonly<Record<FunctionKind, FunctionSize>>
  readonly redelivery: Redelivery
  /** Where Node keeps compiled code between two starts of a function; absent: the host decides. */
  readonly compileCache: string | undefined

  /** Serves pictures and 3D models by CloudFront; without it by the shop's own address. */
  readonly contentDelivery: boolean
  /** Requests to the HTTP API a second, and how many may come at once; beyond it the answer is 429. */
  readonly throttle: { readonly perSecond: number; readonly burst: number }
  /** How long the authorizer's answer for a token and route is believed, in seconds. */
  readonly authorizerCacheSeconds: number
  /** Life of a staff member's access token, in minutes, 5 at least. */
  readonly staffTokenMinutes: number
  /** Lets staff sign in by sending the password itself; without it by the SRP protocol only. */
  readonly staffPasswordSignIn: boolean

  /** Days that logs are kept: one of the retentions that CloudWatch Logs knows. */
  readonly logRetentionDays: 3 | 7 | 14 | 30 | 90 | 180 | 365
  /** Logs each request to the HTTP API: time, route, status and latency, never a token or a body. */
  readonly accessLogs: boolean
  /** Days from one audit of all books to the next; absent: only when somebody runs it. */
  readonly auditEveryDays: number | undefined
  /** Alarms on what goes wrong, each with a runbook, and the topic that they tell. */
  readonly alarms: boolean
  /** One page of graphs. */
  readonly dashboard: boolean

  /** Tables, files, secrets, the user pools and the key stay when their stack is deleted. */
  readonly retainData: boolean
  /** Tables, the user pools and the stacks refuse to be deleted until this is off. */
  readonly deletionProtection: boolean
  /** Tables can be brought back to any second of the last 35 days, and files that were replaced or deleted since. */
  readonly pointInTimeRecovery: boolean
  /** How long personal data can be opened, by its class. */
  readonly retention: Retention
  /**
   * Days for which the keys of persons can be brought back, 1 to 35: so long after an erasure its backup could undo it.
   * Absent: they cannot.
   */
  readonly personalKeysRecoveryDays: number | undefined
  /** Tables, secrets and the alarm topic are encrypted under a key of the account's own, rotated each year. */
  readonly ownKey: boolean
  /** Days that every event is kept for a replay; absent: none is. */
  readonly archiveDays: number | undefined
  /** Reads and writes a second that a table takes from the first second on; absent: DynamoDB's 12,000 and 4,000. */
  readonly warmThroughput: Partial<Record<Context, { readonly reads: number; readonly writes: number }>>
}

/** Whether authorizations are asked for that can be captured in parts, as goods leave. */
export const capturesInParts = ({
  capturePolicy,
  multicapture,
}: Pick<StageConfig, 'capturePolicy' | 'multicapture'>): boolean =>
  multicapture && capturePolicy === 'on_hand_over'

/** What a stage says of insights, as it stands in the environment of their functions. */
export const insightsSettingsOf = ({
  insights: { keepEventsDays, keepBasketsDays, eventsPerVisitor },
}: Pick<StageConfig, 'insights'>): InsightsSettings => ({ keepEventsDays, keepBasketsDays, eventsPerVisitor })

/** What is given on the command line as `-c name=value`. */
export const SETTINGS = [
  'siteUrl',
  'allowedOrigins',
  'stripeApiUrl',
  'stripeJsUrl',
  'stripePublishableKey',
  'easypostApiUrl',
  'senderEmail',
  'senderName',
  'alarmEmail',
] as const
export type Settings = Partial<Record<(typeof SETTINGS)[number], string | undefined>>

/** The configuration of a stage. Throws a RangeError for a stage that there is not. */
export function stageConfig(stage: string, settings: Settings = {}): StageConfig {
  const config = Object.values(STAGES).find((candidate) => candidate.stage === stage)
  if (!config)
    throw new RangeError(
      `there is no stage "${stage}": give one of ${Object.keys(STAGES).join(', ')}, as in -c stage=prod`,
    )
  const { siteUrl, allowedOrigins, alarmEmail } = settings
  return {
    ...config,
    siteUrl: siteUrl ? siteUrl.replace(/\/+$/, '') : config.siteUrl,
    allowedOrigins: allowedOrigins ? originsIn(allowedOrigins) : config.allowedOrigins,
    stripeApiUrl: settings.stripeApiUrl ?? config.stripeApiUrl,
    stripeJsUrl: settings.stripeJsUrl || config.stripeJsUrl,
    stripePublishableKey: settings.stripePublishableKey || config.stripePublishableKey,
    easypostApiUrl: settings.easypostApiUrl ?? config.easypostApiUrl,
    senderEmail: settings.senderEmail || config.senderEmail,
    senderName: settings.senderName || config.senderName,
    alarmEmail: alarmEmail || config.alarmEmail,
  }
}

/** Throws a RangeError where one is no origin, as API Gateway would compare it with none that a browser sends. */
function originsIn(list: string): string[] {
  const origins = list.split(',').map((one) => one.trim().replace(/\/$/, ''))
  const wrong = origins.find((one) => !URL.canParse(one) || new URL(one).origin !== one)
  if (wrong === undefined) return origins
  throw new RangeError(
    `allowedOrigins: "${wrong}" is no origin; give scheme, host and port alone, as in https://shop.example.com`,
  )
}

/**
 * The configuration that the command line asks for: `-c stage=...` and the settings. Throws a RangeError for a stage
 * that there is not, and for `prod` as long as somebody made up sells.
 */
export function configOf(node: Node): StageConfig {
  const given = (name: string): string | undefined => {
    const value: unknown = node.tryGetContext(name)
    return value === undefined ? undefined : String(value)
  }
  const settings = SETTINGS.map((name) => [name, given(name)] as const)
  const config = stageConfig(given('stage') ?? 'local', Object.fromEntries(settings))
  refuseSampleSeller(config)
  return config
}

/** Throws a RangeError: invoices are numbered and never change, so none may name a seller that there is not. */
export function refuseSampleSeller({ stage, seller }: StageConfig): void {
  const sample = (['name', 'address', 'registrationNumber', 'email'] as const).filter(
    (name) => seller[name] === SAMPLE_SELLER[name],
  )
  if (stage !== 'prod' || sample.length === 0) return
  throw new RangeError(
    `the stage prod would issue invoices of a made-up seller: ${sample.map((name) => `${name} "${seller[name]}"`).join(', ')}; ` +
      'give prod a seller of its own in lib/stages.ts, with your legal name, address, country, registration number and email',
  )
}
