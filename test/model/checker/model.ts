/** What a checker looks for its way through: worlds as plain JSON, and the steps that lead from one to others. */
export interface Model<World extends object> {
  readonly name: string
  readonly initial: World
  readonly steps: (world: World) => Promise<readonly Step<World>[]>
  /** What is wrong with a world; nothing, always. */
  readonly violations: (world: World) => Promise<readonly string[]>
  /** Nothing is left to do, or a person was asked. */
  readonly isSettled: (world: World) => boolean
  /** The status in whose sight a command comes: what is covered is counted by both. */
  readonly status: (world: World) => string
}

/** `progress`: what goes on by itself. `act`: what people and others may do at any time. `fault`: what goes wrong. */
export type Kind = 'progress' | 'act' | 'fault'

export interface Step<World> {
  readonly kind: Kind
  /** What is asked, such as `cancel`. */
  readonly command: string
  /** How it went on, in words. */
  readonly detail?: string
  readonly world: World
}
