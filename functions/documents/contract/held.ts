import { tellHeldOf } from '#shared/held.ts'

/** Its `documents` each name their order: such an order has papers that the law wants kept. */
export const tellDocumentsHeld = tellHeldOf('documents')
