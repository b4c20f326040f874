import type { Access } from '#shared/operation.ts'

/** What an answer comes to: its status, and the code of its problem document where it has one. */
export type Outcome = `${number}` | `${number} ${string}`

/** Who may call an operation, and what such a caller is answered who asks for something that is not there. */
export interface Row {
  readonly needs: Access
  readonly answers: Outcome
}

const row = (needs: Row['needs'], answers: Outcome): Row => ({ needs, answers })

const MALFORMED = '400 malformed'
const MISSING = '404 not_found'

/**
 * Written by hand, once more beside the operations' own declarations, so that nobody is let in by a slip of the pen:
 * an operation without a row, and a row that says otherwise than its operation, are refused.
 */
export const ROWS: Readonly<Record<string, Row>> = {
  putProduct: row('catalog:write', MALFORMED),
  getProduct: row('public', MISSING),
  listProducts: row('public', '200'),
  getCatalogProduct: row('catalog:read', MISSING),
  listCatalogProducts: row('catalog:read', '200'),
  readProductHistory: row('catalog:read', MISSING),
  putCategory: row('catalog:write', MALFORMED),
  removeCategory: row('catalog:write', MISSING),
  getCategory: row('public', MISSING),
  listCategories: row('public', '200'),
  requestImport: row('catalog:write', MALFORMED),
  startImport: row('catalog:write', MISSING),
  readImport: row('catalog:read', MISSING),
  listImports: row('catalog:read', '200'),
  readImportReport: row('catalog:read', MISSING),
  downloadImportReport: row('catalog:read', MISSING),
  requestExport: row('catalog:read', MALFORMED),
  readExport: row('catalog:read', MISSING),
  searchProducts: row('public', '200'),
  suggest: row('public', MALFORMED),
  putSynonyms: row('catalog:write', MALFORMED),
  getSynonyms: row('catalog:read', '200'),

  requestUpload: row('catalog:write', MALFORMED),
  processMedia: row('catalog:write', MISSING),
  readMedia: row('public', MISSING),
  readAnyMedia: row('catalog:read', MISSING),
  listMedia: row('catalog:read', '200'),

  putStockLocation: row('stock:write', MALFORMED),
  getStockLocation: row('stock:read', MISSING),
  listStockLocations: row('stock:read', '200'),
  adjustStock: row('stock:write', MALFORMED),
  getStock: row('stock:read', '200'),
  listMovements: row('stock:read', '200'),
  putSafetyStock: row('stock:write', MALFORMED),
  getSafetyStock: row('stock:read', MISSING),

  createQuote: row('public', MALFORMED),
  createCart: row('public', MALFORMED),
  readCart: row('public', MISSING),
  putCart: row('public', MALFORMED),
  addToCart: row('public', MALFORMED),
  putCartLine: row('public', MALFORMED),
  removeCartLine: row('public', MISSING),
  quoteCart: row('public', MALFORMED),
  issueGiftCard: row('catalog:write', MALFORMED),
  getGiftCard: row('payments:read', MISSING),
  listGiftCardEntries: row('payments:read', MISSING),
  voidGiftCard: row('payments:write', MALFORMED),
  readGiftCardBalance: row('public', MALFORMED),
  putPromotion: row('catalog:write', MALFORMED),
  removePromotion: row('catalog:write', MISSING),
  getPromotion: row('catalog:read', MISSING),
  listPromotions: row('catalog:read', '200'),
  generateCodes: row('catalog:write', MALFORMED),
  listCodes: row('catalog:read', '200'),
  putCustomerGroups: row('catalog:write', MALFORMED),
  getCustomerGroups: row('catalog:read', MISSING),
  createMyQuote: row('customer', MALFORMED),

  placeOrder: row('public', MALFORMED),
  readOrder: row('orders:read', MISSING),
  readOrderHistory: row('orders:read', MISSING),
  cancelOrder: row('orders:write', MALFORMED),
  listAttention: row('orders:read', '200'),
  repairOrder: row('orders:repair', MALFORMED),
  trackOrder: row('public', MISSING),
  trackingPage: row('public', '404'),

  placeCustomerOrder: row('orders:write', MALFORMED),
  payOrder: row('payments:write', MALFORMED),
  captureOrder: row('payments:write', MALFORMED),
  holdOrder: row('orders:write', MALFORMED),
  releaseHold: row('orders:write', MALFORMED),
  declineHold: row('orders:write', MALFORMED),
  correctAddress: row('orders:write', MALFORMED),
  refundOrder: row('payments:write', MALFORMED),
  listRefunds: row('payments:read', MISSING),
  approveRefund: row('payments:write', MISSING),
  declineRefund: row('payments:write', MALFORMED),
  resolveParcel: row('orders:write', MALFORMED),

  cancelGuestOrder: row('public', MALFORMED),
  payGuestOrder: row('public', MALFORMED),
  correctGuestAddress: row('public', MALFORMED),
  withdrawGuestOrder: row('public', MALFORMED),

  placeOwnOrder: row('customer', MALFORMED),
  listOwnOrders: row('customer', '200'),
  readOwnOrder: row('customer', MISSING),
  cancelOwnOrder: row('customer', MALFORMED),
  payOwnOrder: row('customer', MALFORMED),
  correctOwnAddress: row('customer', MALFORMED),
  withdrawOwnOrder: row('customer', MALFORMED),
  reorder: row('customer', MISSING),

  listOrders: row('orders:read', '200'),
  exportOrders: row('orders:read', '200'),
  readCustomer: row('orders:read', MISSING),
  readOrderAudit: row('orders:repair', MISSING),
  listReadings: row('orders:repair', MALFORMED),
  addNote: row('orders:write', MALFORMED),
  listNotes: row('orders:read', MISSING),
  putTags: row('orders:write', MALFORMED),
  requestJob: row('orders:write', MALFORMED),
  readJob: row('orders:read', MISSING),
  continueJob: row('orders:write', MISSING),

  payPage: row('public', '404'),
  payReturnPage: row('public', '404'),
  correctPage: row('public', '404'),
  withdrawPage: row('public', '404'),
  downloadPage: row('public', '404'),
  downloadFile: row('public', '404'),

  getPayment: row('payments:read', MISSING),
  recordReceivedPayment: row('payments:write', MALFORMED),
  recordReceivedByReference: row('payments:write', MALFORMED),
  recordReturnedPayment: row('payments:write', MALFORMED),
  saveMyPaymentMethod: row('customer', MALFORMED),
  listMyPaymentMethods: row('customer', '200'),
  chooseMyDefaultMethod: row('customer', MISSING),
  removeMyPaymentMethod: row('customer', MISSING),
  receiveStripeWebhook: row('public', '401 bad_signature'),

  listFulfillmentOrders: row('fulfillment:read', '200'),
  getFulfillmentOrder: row('fulfillment:read', MISSING),
  pickItems: row('fulfillment:write', MALFORMED),
  shortPickItems: row('fulfillment:write', MALFORMED),
  packParcels: row('fulfillment:write', MALFORMED),
  handOver: row('fulfillment:write', MISSING),

  getShipment: row('fulfillment:read', MISSING),
  listShipments: row('fulfillment:read', MALFORMED),
  getShipmentLabel: row('fulfillment:read', MISSING),
  attachLabel: row('fulfillment:write', MALFORMED),
  voidShipmentLabel: row('fulfillment:write', MALFORMED),
  buyShipmentLabel: row('fulfillment:write', MALFORMED),
  recordInspection: row('stock:write', MALFORMED),
  addShipmentScan: row('fulfillment:write', MALFORMED),
  easypostWebhook: row('public', '401 bad_signature'),

  listOrderDocuments: row('orders:read', '200'),
  printDocument: row('orders:read', MISSING),
  printPackingSlip: row('fulfillment:read', MISSING),
  listGuestOrderDocuments: row('public', MISSING),
  printGuestOrderDocument: row('public', MISSING),

  recordEvents: row('public', MALFORMED),
  forgetVisitor: row('public', '200'),
  recommendBesideProduct: row('public', MALFORMED),
  recommendToVisitor: row('public', MALFORMED),
  readFunnel: row('orders:read', MALFORMED),

  register: row('public', MALFORMED),
  confirmRegistration: row('public', MALFORMED),
  startSignIn: row('public', MALFORMED),
  provePassword: row('public', MALFORMED),
  refreshSignIn: row('public', MALFORMED),
  readMe: row('customer', '200'),
  putMe: row('customer', MALFORMED),

  getOpenApi: row('public', '200'),
  readDocs: row('public', '200'),
}
