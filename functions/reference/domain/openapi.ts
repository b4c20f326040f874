import type { Context } from '#shared/names.ts'
import type { Operation } from '#shared/operation.ts'
import type { Schemas } from './json-schema.ts'
import type { OpenApi } from './openapi-types.ts'
import { operationObject } from './operation-object.ts'
import { PROBLEM_EXAMPLES, PROBLEM_SCHEMA } from './problems.ts'

/** What each context is to a client; one without operations has no entry. */
const TAGS: Readonly<Partial<Record<Context, string>>> = {
  catalog: 'Products and prices.',
  inventory: 'Stock locations, levels, adjustments and the ledger of movements.',
  checkout: 'Quotes: what an order costs, and when it arrives.',
  orders: 'Orders, from placing to delivery, and their tracking.',
  payments: 'What payment gateways tell us.',
  fulfillment: 'The work of the warehouse: pick, pack, hand over.',
  shipping: 'Shipments and labels, and what carriers tell us.',
  notifications: 'Mails and messages.',
  customers: 'Accounts: registering, signing in, and what customers say of themselves.',
  reference: 'This documentation.',
}

const DESCRIPTION = `An order in two requests: \`POST /v1/quotes\` says what it costs, \`POST /v1/orders\` takes the quote.

- Money is \`{ "amount": 1980, "currency": "JPY" }\` in minor units, weights are grams, lengths millimeters, times RFC 3339 UTC, dates \`YYYY-MM-DD\` in the destination's zone.
- A list answers \`{ "items": [...], "nextCursor": "..." | null }\`; ask with \`?limit=\` (1 to 100, default 20) and \`?cursor=\`, the \`nextCursor\` of the page before; one that is none of the list is \`400 malformed\`.
- Every problem is \`application/problem+json\` (RFC 9457) with a \`code\`, and \`errors\` that point into the body.
- Unknown fields are refused. A body has at most 256 kB.
- Answers may gain fields at any time: ignore what you do not know.`

/** The OpenAPI 3.1 document of the operations. */
export function makeOpenApi(operations: readonly Operation[], version: string): OpenApi {
  const schemas = new Map<string, Schemas[string]>([['Problem', PROBLEM_SCHEMA]])
  const paths: Record<string, OpenApi['paths'][string]> = {}
  for (const operation of operations) {
    const { object, components } = operationObject(operation)
    for (const [name, schema] of Object.entries(components)) schemas.set(name, schema)
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: object }
  }
  const contexts = new Set(operations.map(({ context }) => context))
  return {
    openapi: '3.1.1',
    info: {
      title: 'Cartwright',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'Where this document was read' }],
    tags: [...contexts].map((name) => ({ name, description: TAGS[name] ?? '' })),
    paths,
    components: {
      schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
      examples: PROBLEM_EXAMPLES,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token of the staff or of a machine client, with the scope that is named.',
        },
        customer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token of a customer, who reads and changes what is theirs.',
        },
      },
    },
  }
}
