const EXPORT = 'exp_01kagrvw8e5c9t3m6z0x4n7q2b'

/** Of customers who want to have what is held of them, or to be erased. */
export const PRIVACY_EXAMPLES: Readonly<Record<string, unknown>> = {
  'requestMyExport.id': EXPORT,
  'readMyExport.id': EXPORT,
  'eraseMe.confirm': 'erase',
  erasedAt: '2026-11-24T01:02:03.000Z',
  open: 'order',
}
