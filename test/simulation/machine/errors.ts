/** An error by the name under which a state machine retries and catches it. */
export class StatesError extends Error {
  readonly code: string
  constructor(code: string, cause: string) {
    super(cause)
    this.code = code
  }
}

/** Something of a definition, or asked of the machine, that the interpreter does not know: it guesses nothing. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood'
}

export const TIMEOUT = 'States.Timeout'
