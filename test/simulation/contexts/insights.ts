import { subscriptions } from '#contexts/insights/contract/subscriptions.ts'
import { listeners } from '#contexts/insights/handlers/listeners.ts'
import { makeForgetVisitor } from '#contexts/insights/use-cases/forget-visitor.ts'
import { makeLearn } from '#contexts/insights/use-cases/learn.ts'
import { makeReadFunnel } from '#contexts/insights/use-cases/read-funnel.ts'
import { makeRecommendBesideProduct } from '#contexts/insights/use-cases/recommend.ts'
import { makeRecordEvents } from '#contexts/insights/use-cases/record-events.ts'
import { insightsSettingsOf } from '#lib/config.ts'
import { hours } from '#shared/clock.ts'
import type { Ground } from '../ground.ts'

export function openInsights(ground: Ground) {
  const deps = { ...ground.commit('insights'), settings: insightsSettingsOf(ground.config) }
  ground.listen({ name: 'insights.on-event', definitions: subscriptions, listeners: listeners(deps) })
  // Each hour as it is deployed; no order waits for it.
  ground.schedule('insights.learn', hours(12), makeLearn(deps))
  return {
    deps,
    ...ground.operations('insights', {
      recordEvents: makeRecordEvents(deps),
      forgetVisitor: makeForgetVisitor(deps),
    }),
    recommendBesideProduct: makeRecommendBesideProduct(deps),
    readFunnel: makeReadFunnel(deps),
  }
}
