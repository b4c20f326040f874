import type { Context } from './context.ts'
import type { Request, Route } from './http.ts'
import { quotesFor } from './rates.ts'
import type { ShipmentRecord } from './records.ts'
import { ok, type Reply } from './replies.ts'
import { parse } from './requests.ts'
import { statusOf } from './scans.ts'
import {
  type FaultSwitch,
  faultSwitch,
  type Switchboard,
  type WebhookSwitch,
  webhookSwitch,
} from './switches.ts'

/** What EasyPost does not have: the switches, and the list of what was bought. */
export function controlRoutes(
  context: Context,
  faults: Switchboard<FaultSwitch>,
  webhooks: Switchboard<WebhookSwitch>,
): Route[] {
  function setWebhooks({ body }: Request): Reply {
    const parsed = parse(webhookSwitch, body, 'PARAMETER.FORBIDDEN')
    if (!parsed.ok) return parsed.reply
    webhooks.set(parsed.value.match, parsed.value)
    return ok(parsed.value)
  }

  function setFaults({ body }: Request): Reply {
    const parsed = parse(faultSwitch, body, 'PARAMETER.FORBIDDEN')
    if (!parsed.ok) return parsed.reply
    const fault = parsed.value
    if (fault.times === 0) faults.remove(fault.match)
    else faults.set(fault.match, fault)
    return ok(fault)
  }

  const listPurchases = () => ok({ items: context.store.shipments.list().flatMap(purchaseOf) })

  /** A bought shipment as an accountant sees it; one that was only rated has none. */
  function purchaseOf(shipment: ShipmentRecord) {
    const { purchase } = shipment
    const quote = quotesFor(shipment).find(({ id }) => id === purchase?.rateId)
    const tracker = context.store.trackers.get(purchase?.trackerId ?? '')
    if (purchase === null || quote === undefined || tracker === undefined) return []
    return [
      {
        id: shipment.id,
        reference: shipment.reference,
        status: purchase.refundedAt === null ? 'bought' : 'voided',
        trackingCode: purchase.trackingCode,
        trackerStatus: statusOf(tracker),
        carrier: quote.carrier,
        service: quote.service,
        rate: quote.amount,
        currency: quote.currency,
        toName: shipment.to.name,
        boughtAt: purchase.at,
      },
    ]
  }

  return [
    { method: 'POST', path: '/_sandbox/webhooks', handle: setWebhooks },
    { method: 'POST', path: '/_sandbox/faults', handle: setFaults },
    { method: 'GET', path: '/_sandbox/shipments', handle: listPurchases },
  ]
}
