/** A state of the Amazon States Language, as far as the order's machine uses it. */
export type State = { readonly Type: string } & Readonly<Record<string, unknown>>

export interface Workflow {
  readonly QueryLanguage: 'JSONata'
  readonly Comment: string
  readonly StartAt: string
  readonly States: Readonly<Record<string, State>>
}

/** What nothing else has caught. */
export const UNFORESEEN = { ErrorEquals: ['States.ALL'], Next: 'AskForAttention' }
