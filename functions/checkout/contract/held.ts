import { tellHeldOf } from '#shared/held.ts'

export const tellCheckoutHeld = tellHeldOf('checkout')
