import type { AttributeValue } from '@aws-sdk/client-dynamodb'

/** An item as DynamoDB's JSON writes it. */
export type RawItem = Readonly<Record<string, AttributeValue>>

/**
 * Bytes of an item as DynamoDB counts them: names and values of its attributes, 3 more for a list or map and 1
 * for each of its elements (Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats").
 */
export const itemSize = (item: RawItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0)

const ELEMENT = 1
const CONTAINER = 3

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return numberSize(value.N)
  if (value.M !== undefined) return CONTAINER + itemSize(value.M) + ELEMENT * Object.keys(value.M).length
  if (value.L !== undefined)
    return value.L.reduce((sum, element) => sum + ELEMENT + valueSize(element), CONTAINER)
  return 1
}

/** Two digits a byte, and one more; a negative one takes another. */
const numberSize = (text: string): number => {
  const digits = text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length
  return Math.ceil(digits / 2) + 1 + (text.startsWith('-') ? 1 : 0)
}
