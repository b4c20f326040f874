import type { CommitDeps } from '#shared/aggregate.ts'
import type { CustomerId, Ids } from '#shared/ids.ts'
import type { SealedText } from '#shared/sealed-text.ts'

/** What the pool gives to whoever knows the password. */
export interface Tokens {
  readonly accessToken: string
  readonly idToken: string
  /** Seconds until both end. */
  readonly expiresIn: number
  readonly refreshToken: string
  /** The pool's name for this sign-in; it is in all its tokens. */
  readonly session: string
}

/** What a refresh gives. */
export type RefreshedTokens = Pick<Tokens, 'accessToken' | 'idToken' | 'expiresIn'>

/** What a proof of the password is made from, as SRP has it (hexadecimal; the block is base64). */
export interface Challenge {
  readonly salt: string
  readonly srpB: string
  readonly secretBlock: string
}

export interface Proof {
  readonly secretBlock: string
  readonly signature: string
  readonly timestamp: string
}

/** The customers' pool: who knows which password. It knows its users by their ids alone. */
export interface CustomerPool {
  readonly name: string
  /** Makes a user, or gives one that is there another password. */
  setPassword(id: CustomerId, password: string): Promise<'set' | 'weak'>
  /** Whoever there is not gets a challenge too, which nobody can meet; undefined where `srpA` is none. */
  challenge(id: CustomerId, srpA: string): Promise<Challenge | undefined>
  /** Undefined where the proof is wrong. */
  prove(id: CustomerId, proof: Proof): Promise<Tokens | undefined>
  /** Undefined where the token has ended, was revoked or is of somebody else. */
  refresh(id: CustomerId, refreshToken: string): Promise<RefreshedTokens | undefined>
  /** Ends all that the pool has given out. Does nothing where there is no such user. */
  signOut(id: CustomerId): Promise<void>
  /** Does nothing where there is no such user. */
  remove(id: CustomerId): Promise<void>
}

export interface CustomerDeps extends CommitDeps {
  readonly ids: Ids
}

export interface IdentityDeps extends CustomerDeps {
  readonly pool: CustomerPool
  /** Seals what is handed out in one step of a sign-in and comes back in another. */
  readonly signInSeal: SealedText
  /** Six digits, each as likely as any. */
  readonly newCode: () => string
}

export interface TwoFactorDeps extends CustomerDeps {
  /** Base32, of 160 bits. */
  readonly newSecret: () => string
  /** A whole number from 0 to below, each as likely as any. */
  readonly random: (below: number) => number
  /** Under this name authenticators show it. */
  readonly issuer: string
}
