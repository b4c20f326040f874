import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'
import { type InsightsSettings, insightsSettings as schema } from '../contract/settings.ts'

export function insightsSettings(): InsightsSettings {
  const { INSIGHTS_SETTINGS } = readEnvironment({ INSIGHTS_SETTINGS: z.string() })
  return schema.parse(JSON.parse(INSIGHTS_SETTINGS))
}
