import { makeTables } from '#simulation/emulated-tables.ts'
import { type Outcome, outcomeOf, type Report, type Share, together } from './run.ts'

/** Orders of a world whose tables are elsewhere: several such worlds at once, as each waits for its tables in turn. */
export const ORDERS_OF_AN_EMULATED_WORLD = 250

/** Storms whose tables are on a DynamoDB, real or emulated, all at once. */
export async function runOnTables(
  endpoint: string,
  shares: readonly Share[],
  tellSteps: (more: number) => void,
): Promise<Report> {
  const run = async (share: Share): Promise<Outcome> => {
    const tables = await makeTables(endpoint, `storm-${share.seed}`)
    try {
      return await outcomeOf({ ...share, tables, tellSteps })
    } finally {
      tables.close()
    }
  }
  return together(await Promise.all(shares.map(run)))
}
