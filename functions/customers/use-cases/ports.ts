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
}

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
  /** Whoever there is not gets a challenge too, which nobody can meet. */
  challenge(id: CustomerId, srpA: string): Promise<Challenge>
  /** Undefined where the proof is wrong. */
  prove(id: CustomerId, proof: Proof): Promise<Tokens | undefined>
  /** Undefined where the token has ended, was revoked or is of somebody else. */
  refresh(id: CustomerId, refreshToken: string): Promise<Omit<Tokens, 'refreshToken'> | undefined>
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
