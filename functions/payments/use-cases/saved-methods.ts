import type { CustomerId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import type { Wallet, WalletRepository } from '../adapters/wallet-repository.ts'
import type { SavedMethod } from '../contract/wallet-operations.ts'
import type { SavedCard, Vault } from './vault.ts'

export interface WalletDeps {
  readonly wallets: WalletRepository
  readonly vault: Vault
}

/** So many cards may a customer have saved. */
const MOST_SAVED = 20

/** So often may saving be begun within an hour: whoever tries stolen cards tries many. */
const MOST_BEGUN = 10

const unknown = refuse('not_found', 'You have no such saved card.')

/** @param nextIn whole seconds */
const tooMany = (nextIn: number): Refusal<'too_many_attempts'> => ({
  ...refuse('too_many_attempts', `At most ${MOST_BEGUN} cards an hour: try again in ${nextIn} seconds.`),
  retryAfter: nextIn,
})

/**
 * Begins to save a card. Primary course:
 * 1. makes the customer known to the gateway, the first time;
 * 2. asks the gateway for a secret, with which the customer's own browser goes on: no card data reaches us.
 * Refusals: impossible with 20 saved cards; too_many_attempts after ten within the hour; not_found once the customer
 * is erased.
 */
export const makeSaveMethod =
  ({ wallets, vault }: WalletDeps) =>
  async (id: CustomerId): Promise<Outcome<{ setupId: string; clientSecret: string }>> => {
    const begun = await wallets.countBegun(id, MOST_BEGUN)
    if ('nextIn' in begun) return tooMany(begun.nextIn)
    const wallet = (await wallets.load(id)) ?? (await registered({ wallets, vault }, id))
    if (!wallet) return refuse('not_found', 'There is no such customer any more.')
    const saved = await vault.list(wallet.gatewayCustomer)
    if (saved.length >= MOST_SAVED)
      return refuse('impossible', `${saved.length} cards are saved, and no more can be: remove one first.`)
    const { id: setupId, clientSecret } = await vault.begin(wallet.gatewayCustomer)
    return success({ setupId, clientSecret })
  }

/** One who was erased meanwhile is not made known there again. */
async function registered(
  { wallets, vault }: WalletDeps,
  customerId: CustomerId,
): Promise<Wallet | undefined> {
  const gatewayCustomer = await vault.register(customerId)
  const wallet = await wallets.open({ customerId, gatewayCustomer })
  if (!wallet) await vault.forget(gatewayCustomer)
  return wallet
}

/** The saved cards of a customer, the newest first, as the gateway has them now. */
export const makeListMethods =
  ({ wallets, vault }: WalletDeps) =>
  async (id: CustomerId): Promise<{ items: SavedMethod[]; nextCursor: null }> => {
    const wallet = await wallets.load(id)
    const cards = wallet ? await vault.list(wallet.gatewayCustomer) : []
    const first = defaultOf(cards, wallet?.defaultMethodId)
    return { items: cards.map((card) => methodOf(card, card.id === first)), nextCursor: null }
  }

/** The one that was chosen, as long as it is there; else the newest. */
const defaultOf = (cards: readonly SavedCard[], chosen: string | undefined): string | undefined =>
  (cards.find(({ id }) => id === chosen) ?? cards[0])?.id

const methodOf = (card: SavedCard, isDefault: boolean): SavedMethod => ({ kind: 'card', ...card, isDefault })

/** Has a card offered first. Refusal: not_found, also for a card of somebody else. */
export const makeChooseDefault =
  (deps: WalletDeps) =>
  async (id: CustomerId, methodId: string): Promise<Outcome<SavedMethod>> => {
    const card = await cardOf(deps, id, methodId)
    if (!card) return unknown
    await deps.wallets.chooseDefault(id, methodId)
    return success(methodOf(card, true))
  }

/**
 * Removes a card: the gateway lets it pay no more, for anybody. What it holds already stays held. Refusal: not_found,
 * also for a card of somebody else.
 */
export const makeRemoveMethod =
  (deps: WalletDeps) =>
  async (id: CustomerId, methodId: string): Promise<Outcome<Record<string, never>>> => {
    if (!(await cardOf(deps, id, methodId))) return unknown
    await deps.vault.remove(methodId)
    return success({})
  }

async function cardOf({ wallets, vault }: WalletDeps, id: CustomerId, methodId: string) {
  const wallet = await wallets.load(id)
  return wallet && vault.find(wallet.gatewayCustomer, methodId)
}

/** Forgets a customer who is erased, at the gateway and here; doing it again changes nothing. */
export const makeForgetCustomer =
  ({ wallets, vault }: WalletDeps) =>
  async (id: CustomerId): Promise<void> => {
    const wallet = await wallets.load(id)
    if (wallet) await vault.forget(wallet.gatewayCustomer)
    await wallets.close(id)
  }
