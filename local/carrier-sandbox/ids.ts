import { randomUUID } from 'node:crypto'

type Prefix = 'shp' | 'trk' | 'adr' | 'prcl' | 'pl' | 'evt'

/** An id as EasyPost makes them: the kind of object, then 32 hexadecimal digits. */
export const newId = (prefix: Prefix): string => `${prefix}_${randomUUID().replaceAll('-', '')}`
