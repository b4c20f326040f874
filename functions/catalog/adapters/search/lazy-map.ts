/** A map whose entries are made when somebody first asks it for anything. */
export class LazyMap<Key, Value> extends Map<Key, Value> {
  #make: (() => Iterable<readonly [Key, Value]>) | undefined

  constructor(make: () => Iterable<readonly [Key, Value]>) {
    super()
    this.#make = make
  }

  override get(key: Key): Value | undefined {
    this.#fill()
    return super.get(key)
  }

  override has(key: Key): boolean {
    this.#fill()
    return super.has(key)
  }

  override set(key: Key, value: Value): this {
    this.#fill()
    return super.set(key, value)
  }

  override delete(key: Key): boolean {
    this.#fill()
    return super.delete(key)
  }

  override clear(): void {
    this.#make = undefined
    super.clear()
  }

  override get size(): number {
    this.#fill()
    return super.size
  }

  override entries() {
    this.#fill()
    return super.entries()
  }

  override keys() {
    this.#fill()
    return super.keys()
  }

  override values() {
    this.#fill()
    return super.values()
  }

  override forEach(act: (value: Value, key: Key, map: Map<Key, Value>) => void): void {
    this.#fill()
    super.forEach(act)
  }

  override [Symbol.iterator]() {
    return this.entries()
  }

  #fill(): void {
    const make = this.#make
    if (!make) return
    this.#make = undefined
    for (const [key, value] of make()) super.set(key, value)
  }
}
