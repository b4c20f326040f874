import type { Outputs } from '#local/outputs.ts'
import { type AuditReport, runAudit } from '../../../tools/audit/audit.ts'
import { walkErasures } from '../../../tools/audit/looks/erasures.ts'
import { openAuditWorld } from '../../../tools/audit/open-world.ts'
import type { Walk } from '../../../tools/audit/subjects.ts'
import { settingsOfThisMachine } from '../../../tools/audit/this-machine.ts'

const AT_ONCE = 8

/** What the audit says now of one customer's wish to be erased, and of nobody else's: others may be under way. */
export function auditedErasure(outputs: Outputs, customerId: string): Promise<AuditReport> {
  const ofOne: Walk = async function* (world) {
    for await (const wishes of walkErasures(world)) yield wishes.filter(({ id }) => id === customerId)
  }
  return runAudit(openAuditWorld(settingsOfThisMachine(outputs)), {
    ...{ atOnce: AT_ONCE, settle: async () => undefined, walks: [ofOne] },
  })
}
