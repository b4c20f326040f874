/**
 * A cursor that is none of the list it was sent to. It is thrown where the cursor is read, deep inside a store, and
 * answered as `400 malformed`: to begin anew would give a client that walks a list the same page for ever.
 */
export class ForeignCursor extends Error {
  override readonly name = 'ForeignCursor'

  constructor() {
    super(
      'The cursor is none of this list. Send the nextCursor of its page before, with the same query, or none to begin anew.',
    )
  }
}
