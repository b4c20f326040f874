import { exchangeRatesBody, taxTableBody, taxTableId } from '#contexts/checkout/contract/terms.ts'
import { causeOf, STAFF } from '#simulation/people/acts.ts'
import type { Scenario } from '../scenario.ts'

const ROW = { country: 'US', region: 'NY', from: '2026-01-01', name: 'Sales tax', mode: 'exclusive' }

/** What a merchant sets himself: taxes, and rates between currencies. */
export const terms: readonly Scenario[] = [
  {
    name: 'taxes and exchange rates of a merchant',
    ends: [],
    people: () => undefined,
    run: async (world) => {
      const id = taxTableId.parse('own')
      const put = (standard: string, ifMatch?: number) =>
        world.checkout.putTaxTable(
          { id, body: taxTableBody.parse({ rows: [{ ...ROW, standard }] }), ifMatch },
          causeOf(world, STAFF),
        )
      await put('0.04')
      await put('0.045', 1)
      const date = world.clock.now().toISOString().slice(0, 10)
      const rates = [{ currency: 'BRL', base: 'EUR', rate: '6.1937', date }]
      await world.checkout.setExchangeRates(exchangeRatesBody.parse({ rates }), causeOf(world, STAFF))
      await world.checkout.removeTaxTable({ id, ifMatch: undefined }, causeOf(world, STAFF))
      await world.agenda.settle()
    },
  },
]
