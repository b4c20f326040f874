import * as z from 'zod/mini'
import { inParallel } from '#shared/in-parallel.ts'
import { Fault } from '#shared/outcomes.ts'
import { walkCategories, walkProducts, walkSearch } from './looks/catalog.ts'
import { walkCarts, walkPromotions } from './looks/checkout.ts'
import { walkCustomers } from './looks/customers.ts'
import { walkPapers } from './looks/documents.ts'
import { walkErasures } from './looks/erasures.ts'
import { walkFulfillmentOrders } from './looks/fulfillment.ts'
import { walkGatewayPayments } from './looks/gateway.ts'
import { walkGiftCards } from './looks/gift-cards.ts'
import { walkDays, walkRecommendations } from './looks/insights.ts'
import { walkStock } from './looks/inventory.ts'
import { walkMessages } from './looks/notifications.ts'
import { walkOrders } from './looks/orders.ts'
import { walkPayments } from './looks/payments.ts'
import { walkShipments } from './looks/shipping.ts'
import { KINDS, type Kind, type Subject, type Walk } from './subjects.ts'
import type { AuditWorld } from './world.ts'

/** The gateway's payments are read first; orders use them up, and what is left over is looked at last. */
const WALKS: readonly Walk[] = [
  walkOrders,
  walkPayments,
  walkStock,
  walkFulfillmentOrders,
  walkShipments,
  walkMessages,
  walkPapers,
  walkGatewayPayments,
  walkProducts,
  walkCategories,
  walkSearch,
  walkRecommendations,
  walkDays,
  walkGiftCards,
  walkPromotions,
  walkCarts,
  walkCustomers,
  walkErasures,
]

export interface Violation {
  readonly kind: Kind
  readonly id: string
  /** The rules that do not hold, each with its figures. */
  readonly broken: readonly string[]
}

export interface AuditReport {
  readonly startedAt: string
  readonly endedAt: string
  /** False where time ran out before everything was looked at. */
  readonly finished: boolean
  /** How many of a kind were looked at. */
  readonly looked: Readonly<Record<Kind, number>>
  /** How many looked wrong at first, and right at the second look: they were being changed. */
  readonly settled: number
  readonly violations: readonly Violation[]
}

export interface AuditOptions {
  /** Subjects that are looked at side by side. */
  readonly atOnce: number
  /** Waits between the looks at what seems wrong: long enough for what is on its way to arrive. */
  readonly settle: () => Promise<unknown>
  /** Whether there is time for another page. */
  readonly hasTime?: () => boolean
  readonly walks?: readonly Walk[]
}

/** Rules span several reads, and the world goes on between them: only what is wrong at each of so many looks is wrong. */
const LOOKS = 3

/**
 * Looks at everything there is, changing nothing.
 * 1. Each subject is looked at once, page by page.
 * 2. Those that seem wrong are looked at again, after a while, and once more.
 * 3. A rule that a subject broke every time is a violation.
 */
export async function runAudit(world: AuditWorld, options: AuditOptions): Promise<AuditReport> {
  const { atOnce, settle, hasTime = () => true, walks = WALKS } = options
  const startedAt = world.clock.now().toISOString()
  const looked = new Map<Kind, number>()
  const suspects: Suspect[] = []
  let finished = true
  for (const walk of walks)
    for await (const subjects of walk(world)) {
      if (!hasTime()) {
        finished = false
        break
      }
      suspects.push(...(await wrongAmong(subjects, atOnce)))
      for (const { kind } of subjects) looked.set(kind, (looked.get(kind) ?? 0) + 1)
    }
  let wrong: readonly Suspect[] = suspects
  for (let look = 2; look <= LOOKS && wrong.length > 0; look += 1) {
    await settle()
    wrong = await stillWrong(wrong, atOnce)
  }
  return {
    startedAt,
    endedAt: world.clock.now().toISOString(),
    finished,
    looked: Object.fromEntries(KINDS.map((kind) => [kind, looked.get(kind) ?? 0])) as Record<Kind, number>,
    settled: suspects.length - wrong.length,
    violations: wrong.map(({ subject: { kind, id }, broken }) => ({ kind, id, broken })),
  }
}

interface Suspect {
  readonly subject: Subject
  readonly broken: readonly string[]
}

async function wrongAmong(subjects: readonly Subject[], atOnce: number): Promise<Suspect[]> {
  const found = await inParallel(atOnce, subjects.length, async (index) => {
    const subject = subjects[index]
    return subject ? [{ subject, broken: await lookAt(subject) }] : []
  })
  return found.flat().filter(({ broken }) => broken.length > 0)
}

/** With the figures of the last look, of the rules that were broken at each. */
async function stillWrong(before: readonly Suspect[], atOnce: number): Promise<Suspect[]> {
  const rules = new Map(before.map(({ subject, broken }) => [subject, new Set(broken.map(ruleOf))]))
  const now = await wrongAmong(
    before.map(({ subject }) => subject),
    atOnce,
  )
  return now
    .map(({ subject, broken }) => ({
      subject,
      broken: broken.filter((text) => rules.get(subject)?.has(ruleOf(text))),
    }))
    .filter(({ broken }) => broken.length > 0)
}

/** A violation is written as `rule: figures`. */
const ruleOf = (text: string): string => text.slice(0, text.indexOf(': '))

/** What cannot be read is wrong, too; a fault of the reading itself, such as a lost connection, ends the audit. */
async function lookAt(subject: Subject): Promise<readonly string[]> {
  try {
    return await subject.look()
  } catch (error) {
    return [`what is written can be read: ${subject.id} cannot, ${whyUnreadable(error)}`]
  }
}

/** By the fields' names, as their values may be personal; our own faults say nothing personal. */
function whyUnreadable(error: unknown): string {
  if (error instanceof Fault) return error.message
  if (!(error instanceof z.core.$ZodError)) throw error
  return `at ${error.issues.map(({ path, code }) => `/${path.map(String).join('/')} (${code})`).join(', ')}`
}
