/**
 * Put this word anywhere in `street1`, in any case, and no carrier will deliver there. EasyPost's documentation
 * shows a failed verification with such a street too: https://docs.easypost.com/docs/addresses
 */
export const UNDELIVERABLE = 'UNDELIVERABLE'

export function isDeliverable(address: { street1: string | null }): boolean {
  return !address.street1?.toUpperCase().includes(UNDELIVERABLE)
}
