import type { RowFault } from './faults.ts'

/** A product as a file has it, before it is held against the schema. */
export interface Draft {
  /** As it was given; empty where it was not. */
  readonly id: string
  /** The lines that it stands in, in their order. */
  readonly lines: readonly { readonly line: number; readonly sku?: string | undefined }[]
  /** The line of each variant, in their order. */
  readonly variantLines: readonly number[]
  /** What would be the body of the request that puts it. */
  readonly value: unknown
  /** What could not be read at all. */
  readonly faults: readonly RowFault[]
}
