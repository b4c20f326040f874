import { tellHeldOf } from '#shared/held.ts'
import type { OrderId } from '#shared/ids.ts'

/** What the buyer on an order's papers is sealed under: erasing a customer leaves what the law wants kept. */
export const papersSubject = (id: OrderId): string => `inv_${id}`

/** Its `documents` each name their order: such an order has papers that the law wants kept. */
export const tellDocumentsHeld = tellHeldOf('documents')
