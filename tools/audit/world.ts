import type { Clock } from '#shared/clock.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Context } from '#shared/names.ts'
import type { Item, Key, Store } from '#shared/store/store.ts'
import type { KeyState } from './erasure.ts'
import type { GatewayEntry } from './ledger.ts'

/** What an audit reads, and nothing that it could write with. */
export interface AuditWorld {
  readonly tables: Tables
  readonly gateway: GatewayBooks
  /** Whether an execution of the order's workflow is at work, or waits. */
  readonly isRunning: (id: OrderId, run: number) => Promise<boolean>
  /** What became of a subject's key, which opens nothing for an auditor. */
  readonly keyOf: (subjectId: string) => Promise<KeyState>
  readonly clock: Clock
}

export interface Tables {
  /** The table of a context; a commit to it throws. */
  of(context: Context): Store
  /** All items whose keys begin so, page by page. */
  items(context: Context, beginning: Key): AsyncIterable<readonly Item[]>
}

/** The gateway's own ledger. */
export interface GatewayBooks {
  /**
   * The payments of one order: at the first time out of a listing of all, which is cheaper; asked again, the gateway
   * is asked anew.
   */
  ofOrder(id: OrderId): Promise<readonly GatewayEntry[]>
  /** Payments of this stage whose order nobody has asked for. */
  rest(): Promise<readonly OrderEntry[]>
}

export interface OrderEntry {
  readonly orderId: OrderId
  readonly entry: GatewayEntry
}

/** The same table, which nothing can be written to. */
export const readOnly = ({ get, query }: Pick<Store, 'get' | 'query'>): Store => ({
  get,
  query,
  commit: () => {
    throw new Error('an audit writes nothing')
  },
})
