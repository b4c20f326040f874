import type { Scenario } from '../scenario.ts'
import { carts } from './carts.ts'
import { catalog } from './catalog.ts'
import { customers } from './customers.ts'
import { desk } from './desk.ts'
import { giftCards } from './gift-cards.ts'
import { insights } from './insights.ts'
import { paying } from './paying.ts'
import { privacy } from './privacy.ts'
import { promoting } from './promoting.ts'
import { sending } from './sending.ts'
import { terms } from './terms.ts'

export const SCENARIOS: readonly Scenario[] = [
  ...paying,
  ...sending,
  ...desk,
  ...catalog,
  ...insights,
  ...carts,
  ...giftCards,
  ...promoting,
  ...terms,
  ...customers,
  ...privacy,
]
