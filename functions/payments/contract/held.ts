import { tellHeldOf } from '#shared/held.ts'

export const tellPaymentsHeld = tellHeldOf('payments')
