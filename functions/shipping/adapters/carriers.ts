import type { Secrets } from '#shared/secrets.ts'
import type { Carrier } from '../domain/carrier.ts'
import { OWN_COURIER } from '../domain/rate-tables.ts'
import { makeEasyPost } from './easypost.ts'
import { makeEasyPostClient } from './easypost-client.ts'
import { ownCourier } from './own-courier.ts'

export type CarrierFor = (carrier: string) => Carrier

/** Which carrier takes a parcel: our courier what is ours, EasyPost's all others. */
export function makeCarrierFor({ secrets }: { secrets: Secrets }, easypostUrl: string): CarrierFor {
  const apiKey = async () => (await secrets.credentials('easypost')).apiKey
  const easypost = makeEasyPost(makeEasyPostClient({ baseUrl: easypostUrl, apiKey }))
  return (carrier) => (carrier === OWN_COURIER.carrier ? ownCourier : easypost)
}
