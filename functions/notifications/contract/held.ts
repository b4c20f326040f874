import { tellHeldOf } from '#shared/held.ts'

export const tellMessagesHeld = tellHeldOf('notifications')
