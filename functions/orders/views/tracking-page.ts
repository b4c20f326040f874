import type { TrackingView } from '../contract/operations.ts'

export const renderTrackingPage = (view: TrackingView, locale: string): string =>
  `<!doctype html><html lang="${locale}"><title>${view.number}</title><h1>${view.number}</h1></html>`
