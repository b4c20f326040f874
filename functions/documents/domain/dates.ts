/** The date of an instant (RFC 3339) in a zone, `YYYY-MM-DD`: Swedish writes dates as ISO 8601 does. */
export const dateIn = (zone: string, instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(instant))
