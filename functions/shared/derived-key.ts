import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** A key of 256 bits for one purpose of a secret. As a key object: one that is given as bytes is looked at anew for each use. */
export const derivedKey = (secret: string, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `cartwright/${purpose}`, 32)))
