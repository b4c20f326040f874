import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Clause, Condition, Update } from './store.ts'

/** Writes DynamoDB expressions, giving every name and value a token, so that no word is reserved. */
export class Expressions {
  readonly #names = new Map<string, string>()
  readonly #values: unknown[] = []

  condition(condition: Condition): string {
    return condition.map((clause) => this.#clause(clause)).join(' AND ')
  }

  update({ set = {}, add = {}, remove = [] }: Update): string {
    const sets = Object.entries(set)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${this.#name(name)} = ${this.#value(value)}`)
    const adds = Object.entries(add).map(([name, amount]) => `${this.#name(name)} ${this.#value(amount)}`)
    const removes = remove.map((name) => this.#name(name))
    return [
      sets.length > 0 ? `SET ${sets.join(', ')}` : '',
      adds.length > 0 ? `ADD ${adds.join(', ')}` : '',
      removes.length > 0 ? `REMOVE ${removes.join(', ')}` : '',
    ]
      .filter(Boolean)
      .join(' ')
  }

  parts(): {
    ExpressionAttributeNames?: Record<string, string>
    ExpressionAttributeValues?: Record<string, AttributeValue>
  } {
    const values = Object.fromEntries(this.#values.map((value, index) => [`:v${index}`, value]))
    return {
      ...(this.#names.size > 0
        ? {
            ExpressionAttributeNames: Object.fromEntries(
              [...this.#names].map(([name, token]) => [token, name]),
            ),
          }
        : {}),
      ...(this.#values.length > 0
        ? { ExpressionAttributeValues: marshall(values, { removeUndefinedValues: true }) }
        : {}),
    }
  }

  #clause([attribute, test, value]: Clause): string {
    const name = this.#name(attribute)
    if (test === 'absent') return `attribute_not_exists(${name})`
    if (test === 'present') return `attribute_exists(${name})`
    return `${name} ${test} ${this.#value(value)}`
  }

  #name(name: string): string {
    const token = this.#names.get(name) ?? `#n${this.#names.size}`
    this.#names.set(name, token)
    return token
  }

  #value(value: unknown): string {
    this.#values.push(value)
    return `:v${this.#values.length - 1}`
  }
}
