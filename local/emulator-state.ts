import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * Lets the outbox speak again after a restart. MiniStack saves how far it has read each table's stream, but not the
 * stream: new records are numbered from 0 and would lie behind the saved position for ever.
 */
export function rewindStreams(stateDir: string): void {
  const file = join(stateDir, 'lambda.json')
  if (!existsSync(file)) return
  const state: Json = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify(withStreamsAtStart(state)))
}

/** The saved state of MiniStack's Lambda service with every position in a DynamoDB stream at 0, all else as it was. */
export function withStreamsAtStart(state: Json): Json {
  if (!isObject(state) || !isObject(state['payload'])) return state
  const positions = state['payload']['dynamodb_stream_positions']
  if (positions === undefined) return state
  return {
    ...state,
    payload: { ...state['payload'], dynamodb_stream_positions: withNumbersAtZero(positions) },
  }
}

function withNumbersAtZero(value: Json): Json {
  if (typeof value === 'number') return 0
  if (Array.isArray(value)) return value.map(withNumbersAtZero)
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withNumbersAtZero(inner)]))
  }
  return value
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
