import { IS_NEW, type Put } from './store.ts'

/** The mark of an event, written with what it says: where the event has come before, neither is written. */
export const appliedMark = (eventId: string): Put => ({
  put: { pk: `EVENT#${eventId}`, sk: 'APPLIED', entity: 'mark' },
  when: IS_NEW,
})
