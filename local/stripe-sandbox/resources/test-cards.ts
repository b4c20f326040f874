/** How a test card behaves: what it is, and what goes wrong with it. A card that says nothing pays. */
export interface TestCard {
  brand: string
  last4: string
  country?: string
  funding?: 'credit' | 'debit' | 'prepaid'
  decline?: Decline
  /** A card that can be saved though paying with it is declined. */
  attaches?: boolean
  /** `unless_set_up`: off-session payments pass once the payer agreed to them; the payer's own never do. */
  authentication?: 'always' | 'unless_set_up' | 'on_session'
  risk?: 'elevated' | 'highest'
  dispute?: 'fraudulent' | 'product_not_received' | 'inquiry'
  refunds?: 'pending' | 'fail'
  /** Its authorizations are captured once, whatever is asked for. */
  singleCapture?: true
  /** How long it authorizes for, in seconds; absent: as long as Stripe's. */
  authorizedFor?: number
}

export interface Decline {
  code: string
  decline_code?: string
  message: string
}

const declined = (decline_code: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  decline_code,
  message,
})

const visa = (last4: string, rest: Omit<TestCard, 'brand' | 'last4'> = {}): TestCard => ({
  brand: 'visa',
  last4,
  ...rest,
})

const generic = declined('generic_decline')
const insufficientFunds = declined('insufficient_funds', 'Your card has insufficient funds.')
const tooOften = declined(
  'card_velocity_exceeded',
  'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
)
const expired: Decline = {
  code: 'expired_card',
  decline_code: 'expired_card',
  message: 'Your card has expired.',
}
const wrongCvc: Decline = {
  code: 'incorrect_cvc',
  decline_code: 'incorrect_cvc',
  message: "Your card's security code is incorrect.",
}
const processingError: Decline = {
  code: 'processing_error',
  decline_code: 'processing_error',
  message: 'An error occurred while processing your card. Try again in a little bit.',
}

/** Stripe's documented test payment methods (https://docs.stripe.com/testing, "PaymentMethods"). */
export const testCards = {
  pm_card_visa: visa('4242'),
  pm_card_visa_debit: visa('5556', { funding: 'debit' }),
  pm_card_mastercard: { brand: 'mastercard', last4: '4444' },
  pm_card_mastercard_debit: { brand: 'mastercard', last4: '8210', funding: 'debit' },
  pm_card_mastercard_prepaid: { brand: 'mastercard', last4: '5100', funding: 'prepaid' },
  pm_card_amex: { brand: 'amex', last4: '8431' },
  pm_card_discover: { brand: 'discover', last4: '1117' },
  pm_card_diners: { brand: 'diners', last4: '0004' },
  pm_card_jcb: { brand: 'jcb', last4: '0505', country: 'JP' },
  pm_card_unionpay: { brand: 'unionpay', last4: '0005', country: 'CN' },
  pm_card_us: visa('4242'),
  pm_card_jp: visa('0003', { country: 'JP' }),
  pm_card_cn: visa('0002', { country: 'CN' }),
  pm_card_ca: visa('0000', { country: 'CA' }),
  pm_card_gb: visa('0000', { country: 'GB' }),
  pm_card_de: visa('0016', { country: 'DE' }),
  pm_card_bypassPending: visa('0077'),

  pm_card_visa_chargeDeclined: visa('0002', { decline: generic }),
  pm_card_chargeDeclined: visa('0002', { decline: generic }),
  pm_card_visa_chargeDeclinedInsufficientFunds: visa('9995', { decline: insufficientFunds }),
  pm_card_chargeDeclinedInsufficientFunds: visa('9995', { decline: insufficientFunds }),
  pm_card_visa_chargeDeclinedLostCard: visa('9987', { decline: declined('lost_card') }),
  pm_card_visa_chargeDeclinedStolenCard: visa('9979', { decline: declined('stolen_card') }),
  pm_card_chargeDeclinedExpiredCard: visa('0069', { decline: expired }),
  pm_card_visa_chargeDeclinedExpiredCard: visa('0069', { decline: expired }),
  pm_card_chargeDeclinedIncorrectCvc: visa('0127', { decline: wrongCvc }),
  pm_card_visa_chargeDeclinedIncorrectCvc: visa('0127', { decline: wrongCvc }),
  pm_card_chargeDeclinedProcessingError: visa('0119', { decline: processingError }),
  pm_card_visa_chargeDeclinedProcessingError: visa('0119', { decline: processingError }),
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: visa('6975', { decline: tooOften }),
  pm_card_visa_chargeDeclinedFraudulent: visa('0019', { decline: declined('fraudulent'), risk: 'highest' }),
  pm_card_chargeCustomerFail: visa('0341', { decline: generic, attaches: true }),

  pm_card_radarBlock: visa('0019', { decline: declined('fraudulent'), risk: 'highest' }),
  pm_card_riskLevelHighest: visa('4954', { decline: declined('fraudulent'), risk: 'highest' }),
  pm_card_riskLevelElevated: visa('9235', { risk: 'elevated' }),

  pm_card_createDispute: visa('0259', { dispute: 'fraudulent' }),
  pm_card_createDisputeProductNotReceived: visa('2685', { dispute: 'product_not_received' }),
  pm_card_createDisputeInquiry: visa('1976', { dispute: 'inquiry' }),

  pm_card_pendingRefund: visa('7726', { refunds: 'pending' }),
  pm_card_refundFail: visa('5126', { refunds: 'fail' }),

  /** None of Stripe's: for what happens within the last day of an authorization. */
  pm_card_shortAuthorization: visa('4242', { authorizedFor: 24 * 60 * 60 + 20 }),

  /** None of Stripe's: a card or account without multicapture. */
  pm_card_singleCapture: visa('4242', { singleCapture: true }),

  pm_card_authenticationRequired: visa('3184', { authentication: 'always' }),
  pm_card_authenticationRequiredOnSetup: visa('3155', { authentication: 'unless_set_up' }),
  pm_card_authenticationRequiredSetupForOffSession: visa('0446', { authentication: 'on_session' }),
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: visa('3178', {
    authentication: 'always',
    decline: insufficientFunds,
  }),
  pm_card_threeDSecureRequired: visa('3063', { authentication: 'always' }),
  pm_card_threeDSecure2Required: visa('3220', { authentication: 'always' }),
  pm_card_threeDSecureRequiredChargeDeclined: visa('1629', { authentication: 'always', decline: generic }),
} satisfies Record<string, TestCard>

export type TestCardName = keyof typeof testCards

export const testCard = (name: TestCardName): TestCard => testCards[name]

/**
 * The test card that a payment method names. Anything may follow it after two underscores, `pm_card_visa__ord7`:
 * it stays the same card, and switches can be scoped to it.
 */
export function testCardNamed(paymentMethod: string): TestCardName | undefined {
  const [name = ''] = paymentMethod.split('__')
  return isTestCardName(name) ? name : undefined
}

const isTestCardName = (name: string): name is TestCardName => Object.hasOwn(testCards, name)
