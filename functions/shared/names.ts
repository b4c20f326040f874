/** The contexts that are built; each has its folder, its table and its stack. */
export const CONTEXTS = [
  'orders',
  'payments',
  'inventory',
  'fulfillment',
  'shipping',
  'notifications',
  'documents',
  'checkout',
  'catalog',
  'insights',
  'customers',
  'reference',
] as const
export type Context = (typeof CONTEXTS)[number]

/**
 * Names that are the same on both sides of a stack's edge, so that no stack needs another:
 * the infrastructure gives them, the functions address each other by them.
 */
export const stackName = (stage: string, part: string): string => `cartwright-${stage}-${part}`
export const tableName = (stage: string, context: Context): string => `cartwright-${stage}-${context}`
/** Of the platform: the keys of persons, each wrapped by the key with that alias. */
export const personalKeysTable = (stage: string): string => `cartwright-${stage}-personal-keys`
export const personalKeyAlias = (stage: string): string => `alias/cartwright-${stage}-personal`
export const busName = (stage: string): string => `cartwright-${stage}`
export const functionName = (stage: string, context: Context | 'platform' | 'audit', name: string): string =>
  `cartwright-${stage}-${context}-${name}`
export const stateMachineName = (stage: string): string => `cartwright-${stage}-order`
/** Of SES: what becomes of a stage's mails is told by it. */
export const configurationSetName = (stage: string): string => `cartwright-${stage}`
export const secretName = (stage: string, name: SecretName): string => `cartwright-${stage}/${name}`

/**
 * `quote-seal`, `tokens` and `personal` hold one random text each, made by the deployment;
 * `stripe` and `easypost` hold `{ apiKey, webhookSecrets }`, written by the operator;
 * `stripe-audit` holds `{ apiKey }`, a key that can only read.
 */
export type SecretName = SigningSecretName | 'personal' | 'stripe' | 'easypost' | 'stripe-audit'

/** Those that sign what leaves us and comes back, and may be rotated at any time. */
export type SigningSecretName = 'quote-seal' | 'tokens'
