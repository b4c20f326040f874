import { markdownTable } from '../measure/table.ts'
import type { AuditFigures } from '../quality/figures.ts'
import type { AuditReport } from './audit.ts'
import { KINDS, type Kind } from './subjects.ts'

const RUNBOOK = 'docs/operations/runbooks/audit-violations.md'

/** What to do first; the runbook says the rest. */
export const ADVICE: Readonly<Record<Kind, string>> = {
  order:
    'Read its history and its audit (GET /v1/orders/{id}/history, /audit), then repair or compensate it.',
  payment: 'Compare it with the payment at the gateway, which is right about money; record what is missing.',
  reservation: 'Compare it with its order; release it by compensating the order if that has ended.',
  SKU: 'Stop selling it if it is over-reserved, count it, and correct it by POST /v1/stock/adjustments.',
  'fulfillment order': 'Let the warehouse look at its parcels before anything of it is handed over.',
  shipment:
    "Compare it with the carrier's own tracking; correct it by a scan (POST /v1/shipments/{id}/scans).",
  message: 'Look whether the customer got it; write to them if not.',
  paper: 'Stop sending it, and let bookkeeping decide: a paper is corrected by another one, never changed.',
  'series of papers': 'Tell bookkeeping: a gap in numbers has to be explained to the tax office.',
  'payment at the gateway': 'Void or refund it at the gateway if no order can be restored for it.',
  product:
    'Put it as it should be (PUT /v1/products/{id}), or publish its events again (npm run republish) where it is not found as it is.',
  categories: 'Put the categories that are named again, from the top down (PUT /v1/categories/{id}).',
  search:
    'Delete its file in the bucket (search/) and the items CHANGES# of the partition SEARCH: the index is made anew of the products.',
  recommendations: 'Delete the list; the next hour of insights-learn makes it anew.',
  'days of visitors': 'Delete the counts of the day; insights-learn counts the last 14 days anew each hour.',
  'gift card':
    'Void it, so that nobody pays with it, and let bookkeeping compare its entries with the orders that they name.',
  promotion:
    'Look which orders use it (ORDER# beside it in the table), and correct its counts; lower its limit meanwhile.',
  cart: 'Nothing is lost with it but the wish: compare it with its lines, and let the shop ask the customer.',
  customer:
    'Compare the rule with their history; whoever cannot sign in sets a new password, what is consented to is asked again.',
  erasure:
    'Erase them once more, as docs/operations/retention.md says; what is left then, take away by hand.',
}

/** A report for people: figures first, then each violation with what to do. */
export function auditText({ looked, settled, finished, violations }: AuditReport): string {
  const rows = KINDS.map((kind) => [kind, looked[kind], violations.filter((one) => one.kind === kind).length])
  return [
    markdownTable(['what', 'looked at', 'wrong'], rows),
    `${violations.length} wrong; ${settled} were being changed, and are right. ${finished ? 'All was looked at.' : 'TIME RAN OUT: not all was looked at.'}`,
    ...violations.map(
      ({ kind, id, broken }) =>
        `${kind} ${id}\n${broken.map((rule) => `  - ${rule}`).join('\n')}\n  What to do: ${ADVICE[kind]}`,
    ),
    ...(violations.length > 0 ? [`The runbook: ${RUNBOOK}`] : []),
  ].join('\n\n')
}

/** What docs/quality.md shows of a report. */
export const auditFiguresOf = ({ looked, settled, finished, violations }: AuditReport): AuditFigures => ({
  looked: KINDS.map((kind) => ({ kind, count: looked[kind] })),
  ...{ settled, finished },
  violations: violations.flatMap(({ kind, id, broken }) => broken.map((rule) => `${kind} ${id}: ${rule}`)),
})
