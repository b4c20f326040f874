import { toMedia } from '#contexts/catalog/adapters/media-items.ts'
import { FILES } from '#contexts/catalog/contract/files.ts'
import { mediaViolations, mediaViolationsAtRest } from '#contexts/catalog/domain/media/invariants.ts'
import { allViolations } from './books.ts'
import type { World } from './world.ts'

/**
 * Everything that is wrong in a world; nothing, always. `quiet` says that it is at rest: then nothing may be on
 * its way either, and every copy is what it is a copy of.
 */
export async function violations(world: World, { quiet }: { readonly quiet: boolean }): Promise<string[]> {
  const { tables, outside, machine, bus } = world
  const payments = Map.groupBy(outside.gateway.payments(), (payment) => payment.orderId)
  const found = await allViolations(
    {
      ...world,
      tableOf: (context) => {
        const table = tables.get(context)
        if (!table) throw new RangeError(`${context} has no table`)
        return table
      },
      gatewayOf: (id) =>
        (payments.get(id) ?? []).map(({ refunds, ...payment }) => ({
          ...payment,
          refunded: refunds.reduce((sum, one) => sum + (one.state === 'succeeded' ? one.amount : 0), 0),
        })),
      isRunning: (run) => machine.executions.get(run)?.status === 'RUNNING',
      mails: outside.post
        .letters()
        .flatMap(({ channel, reference, copies }) =>
          channel === 'email' ? Array.from({ length: copies }, () => ({ reference })) : [],
        ),
    },
    { quiet },
  )
  const files = filesViolations(world, quiet)
  if (!quiet) return [...found, ...files]
  return [
    ...found,
    ...files,
    ...bus.deadLetters.map(
      ({ consumer, event, reason }) =>
        `given up: ${event.type} of ${event.subject} by ${consumer}: ${reason}`,
    ),
    ...bus.unpublished.map(({ type, subject }) => `never published: ${type} of ${subject}`),
  ]
}

function filesViolations({ tables, catalog: { files } }: World, quiet: boolean): string[] {
  const headers = (tables.get('catalog')?.all() ?? []).filter(
    ({ pk, sk }) => pk.startsWith('MEDIA#') && sk === 'HEADER',
  )
  const keysIn = (prefix: string) => files.keys().filter((key) => key.startsWith(prefix))
  const books = {
    media: headers.map(toMedia),
    uploads: keysIn(FILES.uploads),
    files: keysIn(FILES.media),
  }
  return quiet ? mediaViolationsAtRest(books) : mediaViolations(books)
}
