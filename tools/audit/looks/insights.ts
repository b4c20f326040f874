import { DAYS, dayIn, LISTS, listIn } from '#contexts/insights/adapters/learned-items.ts'
import { dayViolations, listViolations } from '#contexts/insights/domain/invariants.ts'
import type { Item, Key } from '#shared/store/store.ts'
import type { Kind, Walk } from '../subjects.ts'

/** All items of a kind, each by itself; one that is gone at the second look is right. */
const walkItems = (kind: Kind, beginnings: readonly Key[], look: (item: Item) => readonly string[]): Walk =>
  async function* ({ tables }) {
    const store = tables.of('insights')
    for (const beginning of beginnings)
      for await (const items of tables.items('insights', beginning))
        yield items.map(({ pk, sk }) => ({
          kind,
          id: `${pk}/${sk}`,
          look: async () => {
            const item = await store.get({ pk, sk })
            return item ? look(item) : []
          },
        }))
  }

const lookAtList = (item: Item): string[] => listViolations(listIn(item))
const lookAtDay = (item: Item): string[] => dayViolations(dayIn(item))

/** Each list of what goes with a product, and the one of what is popular. */
export const walkRecommendations = walkItems('recommendations', LISTS, lookAtList)

/** The counts of each day. */
export const walkDays = walkItems('days of visitors', [DAYS], lookAtDay)

/** The same of all items of a table at once. */
export function learnedViolations(items: readonly Item[]): string[] {
  const among = (beginnings: readonly Key[]) =>
    items.filter((item) => beginnings.some(({ pk, sk }) => item.pk.startsWith(pk) && item.sk.startsWith(sk)))
  return [...among(LISTS).flatMap(lookAtList), ...among([DAYS]).flatMap(lookAtDay)]
}
