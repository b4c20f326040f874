export * from './cart-events.ts'
export * from './gift-card-events.ts'
export * from './promotion-events.ts'
export * from './terms-events.ts'
