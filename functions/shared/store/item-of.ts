import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Item } from './store.ts'

/** An item of one of our tables, which all have the same keys. */
export const itemOf = (attributes: Record<string, AttributeValue>): Item => unmarshall(attributes) as Item
