import { type App, Tags } from 'aws-cdk-lib'
import type { StageConfig } from './config.ts'
import { AuditStack } from './stacks/audit-stack.ts'
import { CatalogStack } from './stacks/catalog-stack.ts'
import { CheckoutStack } from './stacks/checkout-stack.ts'
import { CustomersStack } from './stacks/customers-stack.ts'
import { DocumentsStack } from './stacks/documents-stack.ts'
import { FulfillmentStack } from './stacks/fulfillment-stack.ts'
import { InsightsStack } from './stacks/insights-stack.ts'
import { InventoryStack } from './stacks/inventory-stack.ts'
import { NotificationsStack } from './stacks/notifications-stack.ts'
import { OrderWorkflowStack } from './stacks/order-workflow-stack.ts'
import { OrdersStack } from './stacks/orders-stack.ts'
import { PaymentsStack } from './stacks/payments-stack.ts'
import { PlatformStack } from './stacks/platform-stack.ts'
import { ReferenceStack } from './stacks/reference-stack.ts'
import { ShippingStack } from './stacks/shipping-stack.ts'

const STACKS = [
  OrdersStack,
  PaymentsStack,
  InventoryStack,
  FulfillmentStack,
  ShippingStack,
  NotificationsStack,
  DocumentsStack,
  CheckoutStack,
  CatalogStack,
  InsightsStack,
  CustomersStack,
  ReferenceStack,
  OrderWorkflowStack,
]

/** All stacks of a stage: the platform, and those that stand on it and on nothing else. The handlers are bundled before. */
export function addStacks(app: App, config: StageConfig): void {
  Tags.of(app).add('app', 'cartwright')
  Tags.of(app).add('stage', config.stage)
  const platform = new PlatformStack(app, config)
  for (const ContextStack of STACKS) new ContextStack(app, platform)
  if (config.auditEveryDays) new AuditStack(app, platform, config.auditEveryDays)
}
