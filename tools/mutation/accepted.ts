/** A mutant that may survive. */
export interface Accepted {
  readonly file: string
  /** Stryker's name of the kind of change. */
  readonly mutator: string
  readonly original: string
  readonly replacement: string
  /** Why no test can or should tell it from the code. */
  readonly reason: string
}

const PAYMENTS = 'functions/payments/domain'
const SOURCING = 'functions/inventory/domain/sourcing.ts'

/** Of the groups whose survivors need a reason. One that no longer survives must be taken out. */
export const ACCEPTED: readonly Accepted[] = [
  {
    file: SOURCING,
    mutator: 'EqualityOperator',
    original: 'a.sku < b.sku',
    replacement: 'a.sku <= b.sku',
    reason: 'No two demands are of one SKU.',
  },
  {
    file: SOURCING,
    mutator: 'EqualityOperator',
    original: 'size < candidates.length',
    replacement: 'size <= candidates.length',
    reason: 'The only set of so many candidates is all of them, which is the answer anyway.',
  },
  {
    file: SOURCING,
    mutator: 'ArrayDeclaration',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason:
      'A location without stock among those chosen sends nothing; and what is not short can be sourced.',
  },
  {
    file: `${PAYMENTS}/decide.ts`,
    mutator: 'ConditionalExpression',
    original: 'outside.kind === wish.kind',
    replacement: 'true',
    reason: 'Each method is of one kind; the kind is asked for the compiler.',
  },
  {
    file: `${PAYMENTS}/decide.ts`,
    mutator: 'ConditionalExpression',
    original: "wish.kind === 'card'",
    replacement: 'true',
    reason: 'Only a card has a paymentMethodId; the kind is asked for the compiler.',
  },
  {
    file: `${PAYMENTS}/gift-cards.ts`,
    mutator: 'StringLiteral',
    original: "'link'",
    replacement: '""',
    reason: 'A function that ends without an answer answers undefined, too.',
  },
  {
    file: `${PAYMENTS}/announce.ts`,
    mutator: 'ConditionalExpression',
    original: 'default: return undefined',
    replacement: 'default:',
    reason: 'A function that ends without an answer answers undefined, too.',
  },
  {
    file: `${PAYMENTS}/observe.ts`,
    mutator: 'ConditionalExpression',
    original: "case 'working': return []",
    replacement: "case 'working':",
    reason: 'No payment takes it for news; the switch must name every state.',
  },
  {
    file: `${PAYMENTS}/observe.ts`,
    mutator: 'ArrayDeclaration',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'No payment takes `working` for news; the switch must name every state.',
  },
  {
    file: `${PAYMENTS}/observe.ts`,
    mutator: 'StringLiteral',
    original: "'working'",
    replacement: '""',
    reason: 'No payment takes it for news; the switch must name every state.',
  },
  {
    file: `${PAYMENTS}/observe.ts`,
    mutator: 'OptionalChaining',
    original: 'attempt?.gatewayId',
    replacement: 'attempt.gatewayId',
    reason: 'Nothing is ours without an attempt; it is looked at for the compiler.',
  },
  {
    file: `${PAYMENTS}/refund.ts`,
    mutator: 'ConditionalExpression',
    original: 'asked !== undefined',
    replacement: 'true',
    reason: 'Nothing is not more than what is left; it is looked at for the compiler.',
  },
]
