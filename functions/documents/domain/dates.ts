import { remembered } from '#shared/remembered.ts'

/** The date of an instant (RFC 3339) in a zone, `YYYY-MM-DD`: Swedish writes dates as ISO 8601 does. */
export const dateIn = (zone: string, instant: string): string => isoDates(zone).format(new Date(instant))

const isoDates = remembered((zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }))
