import { shipmentLabelCreated } from '#contexts/shipping/contract/events.ts'
import type { EventDefinition } from '#shared/events.ts'
import { type OrderId, orderId, type ShipmentId } from '#shared/ids.ts'
import type { Chance } from '#simulation/chance.ts'
import { driveParcels, TO_THE_DOOR } from '#simulation/people/carriers.ts'
import { answerBanks, order, type Wish } from '#simulation/people/customers.ts'
import { hireWarehouse } from '#simulation/people/warehouse.ts'
import type { World } from '#simulation/world.ts'
import { type Case, type Deed, orderOf, type Part, type Scene } from './deed.ts'

/** An order of a storm: what was planned for it, and what became of that. */
export interface Planned {
  readonly email: string
  readonly wish: Wish
  readonly bank: NonNullable<Part['bank']>
  readonly way: Part['way']
  /** Of each case, what is done for it; none where being placed is all of it. */
  readonly cases: ReadonlyMap<string, readonly Deed[]>
  /** Cases that have happened. */
  readonly happened: Set<string>
  id?: OrderId
}

/** An order that is all of these cases; where they differ, the later one counts. */
export function plan(email: string, cases: readonly Case[], chance: Chance): Planned {
  const drawn = cases.map((one) => ({ name: one.name, part: one.draw(chance) }))
  const merged = together(drawn.map(({ part }) => part))
  // What another took the place of is no case of this order.
  const lasting = drawn.filter(({ part }) => isWithin(part, merged))
  return {
    email,
    wish: { lines: [], ...merged.wish, email },
    bank: merged.bank ?? 'succeed',
    way: merged.way,
    cases: new Map(lasting.map(({ name, part: { deeds = [] } }) => [name, deeds])),
    happened: new Set(),
  }
}

function together(parts: readonly Part[]): Part {
  let all: Part = {}
  for (const part of parts) all = { ...all, ...part, wish: { ...all.wish, ...part.wish } }
  return all
}

const isWithin = (part: Part, merged: Part): boolean =>
  Object.entries(part.wish ?? {}).every(([name, value]) =>
    Object.entries(merged.wish ?? {}).some(([key, is]) => key === name && is === value),
  ) &&
  (part.bank === undefined || part.bank === merged.bank) &&
  (part.way === undefined || part.way === merged.way)

/** What somebody meant to do and could not, as their request failed again and again. */
export interface GaveUp {
  /** Undefined for who could not even order. */
  readonly id: OrderId | undefined
  readonly error: unknown
}

/** Puts people into a world who do about each order what is planned for it, and their daily work beside. */
export function hireCrew(world: World, chance: Chance) {
  const { agenda, bus } = world
  const known = new Map<OrderId, Planned>()
  const ordersOfParcels = new Map<ShipmentId, OrderId>()
  const waiting = new Map<OrderId, Map<string, Deed[]>>()
  const wentTheirWay = new Set<OrderId>()
  const gaveUp: GaveUp[] = []

  function hear(definition: EventDefinition): void {
    bus.observe(definition, (_, event) => {
      const id = orderOf(event)
      const planned = id && known.get(id)
      if (!id || !planned) return
      const all = waiting.get(id)?.get(definition.type)?.splice(0) ?? []
      const { due = [], left = [] } = Object.groupBy(all, ({ when }) =>
        when?.(event) === false ? 'left' : 'due',
      )
      for (const deed of left) waitFor(id, deed)
      for (const deed of due)
        agenda.add({
          after: (deed.after ?? 0) + chance.below((deed.within ?? 0) + 1),
          name: `a deed upon ${definition.type}`,
          soon: true,
          run: () => carryOut(planned, deed, { world, chance, id, event, email: planned.email }),
        })
    })
  }

  async function carryOut(planned: Planned, deed: Deed, scene: Scene): Promise<void> {
    const taken = await deed.act(scene).catch((error: unknown) => {
      gaveUp.push({ id: scene.id, error })
      return false
    })
    if (taken === 'later') waitFor(scene.id, deed)
    if (taken !== true) return
    for (const [name, deeds] of planned.cases) if (deeds.at(-1) === deed) planned.happened.add(name)
  }

  function waitFor(id: OrderId, deed: Deed): void {
    const ofOrder = waiting.get(id) ?? new Map<string, Deed[]>()
    waiting.set(id, ofOrder)
    ofOrder.set(deed.upon.type, [...(ofOrder.get(deed.upon.type) ?? []), deed])
  }

  bus.observe(shipmentLabelCreated, ({ shipmentId, orderId }) => ordersOfParcels.set(shipmentId, orderId))
  hireWarehouse(world)
  driveParcels(world, {
    wayOf: (shipmentId) => {
      const id = ordersOfParcels.get(shipmentId)
      const way = id && !wentTheirWay.has(id) ? known.get(id)?.way : undefined
      if (id) wentTheirWay.add(id)
      return way ?? TO_THE_DOOR
    },
  })
  answerBanks(world, {
    answer: (id) => known.get(orderId.parse(id))?.bank ?? 'succeed',
  })

  return {
    known,
    gaveUp,
    /** Lets people hear of these moments. */
    listenTo(definitions: Iterable<EventDefinition>): void {
      for (const definition of definitions) hear(definition)
    },
    /** Somebody orders. */
    async place(planned: Planned): Promise<void> {
      const placed = await order(world, planned.wish)
      if (!placed.ok) return
      planned.id = placed.value
      known.set(placed.value, planned)
      for (const [name, deeds] of planned.cases) {
        if (deeds.length === 0) planned.happened.add(name)
        for (const deed of deeds) waitFor(placed.value, deed)
      }
    },
  }
}
