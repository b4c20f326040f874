import * as z from 'zod/mini'
import { locale } from '#shared/http/schemas.ts'
import { sku } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'

const token = z.string().check(z.maxLength(200))
const byToken = z.strictObject({ token })
const inLanguage = z.strictObject({ lang: z.optional(locale) })

/** Pages are for people: who comes with a link that is not ours, or has expired, is told so by a page with 404. */
const page = {
  context: 'orders',
  servedBy: 'pages',
  method: 'GET',
  access: 'public',
  params: byToken,
  query: inLanguage,
  contentType: 'text/html; charset=utf-8',
} as const

export const payPage = defineOperation({
  ...page,
  id: 'payPage',
  path: '/pay/{token}',
  summary: 'The page on which a customer pays, by the link of a mail',
})

/** 3-D Secure leads back here, and adds parameters of the gateway's own, which are not read. */
export const payReturnPage = defineOperation({
  ...page,
  id: 'payReturnPage',
  path: '/pay/return/{token}',
  summary: 'What became of a payment, by the tracking token; it looks again by itself',
  query: z.object({ lang: z.optional(locale) }),
})

export const correctPage = defineOperation({
  ...page,
  id: 'correctPage',
  path: '/correct/{token}',
  summary: 'The page on which a customer corrects an address that the carrier cannot serve',
})

export const withdrawPage = defineOperation({
  ...page,
  id: 'withdrawPage',
  path: '/withdraw/{token}',
  summary: 'The page on which a consumer withdraws from the contract (Directive 2011/83/EU, article 11a)',
})

export const downloadPage = defineOperation({
  ...page,
  id: 'downloadPage',
  path: '/download/{token}',
  summary: 'The page with the files of an order, until the link expires',
})

export const downloadFile = defineOperation({
  ...page,
  id: 'downloadFile',
  path: '/download/{token}/{sku}',
  summary: 'Leads to the file of a digital product (302), until the link expires',
  params: z.strictObject({ token, sku }),
})

export const pageOperations = [payPage, payReturnPage, correctPage, withdrawPage, downloadPage, downloadFile]
