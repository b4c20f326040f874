import { choiceOf, type OfferedMethod } from '#contexts/payments/contract/types.ts'
import { days, seconds } from '#shared/clock.ts'
import { type Language, languageOf, makeFormats } from '#shared/languages.ts'
import type { FinalStep, Terms } from '../contract/final-step.ts'
import type { SealedQuote } from '../contract/sealed-quote.ts'

/**
 * What a buyer must see before the last button, in their language: how much of what for how much, when and how it is
 * paid, when it comes, and until when they can change their mind (Japan: Specified Commercial Transactions Act,
 * article 12-6; EU: Directive 2011/83/EU, article 8(2)).
 */
export function finalStepOf({ lines, options, locale }: SealedQuote, terms: Terms): FinalStep {
  const words = WORDS[languageOf(locale)]
  const formats = makeFormats(locale, 'UTC')
  const payable = options.some(({ total }) => total.amount > 0)
  return {
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    options: options.map(({ id, level, total, promise }) => ({
      shippingOptionId: id,
      total,
      delivery: level === 'digital' ? words.download : words.arrives(formats.days(promise)),
    })),
    payment: payable
      ? [
          { kind: 'card', when: words.when.card(terms) },
          ...terms.offered.map((method) => ({ ...choiceOf(method), when: words.when[method](terms) })),
        ]
      : [],
    cancellation: words.cancellation(inDays(terms.withdrawal)),
  }
}

const inDays = (time: number): number => Math.floor(seconds(time) / days(1))

interface FinalWords {
  readonly download: string
  readonly arrives: (days: string) => string
  readonly when: Readonly<Record<'card' | OfferedMethod, (terms: Terms) => string>>
  readonly cancellation: (days: number) => string
}

const WORDS: Readonly<Record<Language, FinalWords>> = {
  en: {
    download: 'To be downloaded as soon as the payment is approved.',
    arrives: (days) => `Arrives ${days}.`,
    when: {
      card: ({ capture, captureAfterDays }) =>
        ({
          on_delivery: 'Your card is charged when the goods are delivered.',
          on_hand_over: 'Your card is charged when the goods leave.',
          after_days: `Your card is charged ${captureAfterDays} days after the goods leave.`,
        })[capture],
      store: ({ delayedPayment }) => `Pay at a store within ${inDays(delayedPayment)} days of the order.`,
      bank_transfer: ({ delayedPayment }) =>
        `Transfer the amount within ${inDays(delayedPayment)} days of the order.`,
      cash_on_delivery: () => 'Pay the carrier when the goods are delivered.',
      invoice: () => 'Pay by the invoice, which comes with your receipt.',
    },
    cancellation: (days) =>
      `You can cancel until the goods are handed over to the carrier${days > 0 ? `, and withdraw from the contract until ${days} days after the delivery` : ''}.`,
  },
  ja: {
    download: 'お支払いの確認後、すぐにダウンロードいただけます。',
    arrives: (days) => `${days}にお届け予定です。`,
    when: {
      card: ({ capture, captureAfterDays }) =>
        ({
          on_delivery: '商品のお届け時にカードへ請求いたします。',
          on_hand_over: '商品の発送時にカードへ請求いたします。',
          after_days: `商品の発送から${captureAfterDays}日後にカードへ請求いたします。`,
        })[capture],
      store: ({ delayedPayment }) => `ご注文から${inDays(delayedPayment)}日以内に店頭でお支払いください。`,
      bank_transfer: ({ delayedPayment }) =>
        `ご注文から${inDays(delayedPayment)}日以内にお振り込みください。`,
      cash_on_delivery: () => '商品のお届け時に配送業者へお支払いください。',
      invoice: () => '請求書によりお支払いください。',
    },
    cancellation: (days) =>
      `商品を配送業者へ引き渡すまでは、ご注文をキャンセルいただけます。${days > 0 ? `お届けから${days}日以内は、契約を撤回いただけます。` : ''}`,
  },
  'zh-Hans': {
    download: '付款确认后即可下载。',
    arrives: (days) => `预计${days}送达。`,
    when: {
      card: ({ capture, captureAfterDays }) =>
        ({
          on_delivery: '商品送达时从您的银行卡扣款。',
          on_hand_over: '商品发货时从您的银行卡扣款。',
          after_days: `商品发货${captureAfterDays}天后从您的银行卡扣款。`,
        })[capture],
      store: ({ delayedPayment }) => `请在下单后${inDays(delayedPayment)}天内到店付款。`,
      bank_transfer: ({ delayedPayment }) => `请在下单后${inDays(delayedPayment)}天内完成转账。`,
      cash_on_delivery: () => '请在收货时向配送员付款。',
      invoice: () => '请按账单付款。',
    },
    cancellation: (days) =>
      `在商品交付承运商之前，您可以取消订单。${days > 0 ? `送达后${days}天内，您可以撤回合同。` : ''}`,
  },
}
