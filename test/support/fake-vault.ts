import type { SavedCard, Vault } from '#contexts/payments/use-cases/vault.ts'

export type FakeVault = Vault & {
  /** The customer confirms at the gateway: the card is saved as theirs. */
  readonly confirm: (setupId: string, cardId: string) => void
  /** Whether the gateway takes a card from this customer, or from somebody whom it does not know. */
  readonly takes: (cardId: string, gatewayCustomer: string | undefined) => boolean
}

/** Where a gateway keeps cards, in memory: a card is of one customer, until it is removed for good. */
export function makeFakeVault(): FakeVault {
  const customers = new Map<string, string>()
  const setups = new Map<string, string>()
  const cards = new Map<string, SavedCard & { readonly owner: string | undefined }>()

  const owned = (customer: string) => [...cards.values()].filter(({ owner }) => owner === customer)
  const shown = ({ owner: _, ...card }: SavedCard & { owner: string | undefined }): SavedCard => card
  function drop(id: string): void {
    const card = cards.get(id)
    if (card) cards.set(id, { ...card, owner: undefined })
  }

  return {
    async register(customer) {
      const known = customers.get(customer) ?? `cus_at_gateway_${customers.size + 1}`
      customers.set(customer, known)
      return known
    },
    async begin(customer) {
      const id = `seti_${setups.size + 1}`
      setups.set(id, customer)
      return { id, clientSecret: `${id}_secret` }
    },
    list: async (customer) => owned(customer).toReversed().map(shown),
    async find(customer, id) {
      const card = cards.get(id)
      return card?.owner === customer ? shown(card) : undefined
    },
    remove: async (id) => drop(id),
    async forget(customer) {
      for (const { id } of owned(customer)) drop(id)
    },

    confirm(setupId, id) {
      const owner = setups.get(setupId)
      if (!owner) throw new Error(`the fake vault has no ${setupId}`)
      const about = { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2030 }
      cards.set(id, { id, ...about, savedAt: '2026-11-20T03:00:00.000Z', owner })
    },
    takes(id, customer) {
      const card = cards.get(id)
      return card === undefined || (card.owner !== undefined && card.owner === customer)
    },
  }
}
