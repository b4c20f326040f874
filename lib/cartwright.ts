import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type App, Tags } from 'aws-cdk-lib'
import { ROOT } from './bundle.ts'
import type { StageConfig } from './config.ts'
import { PlatformStack } from './stacks/platform-stack.ts'

/** All stacks of a stage. */
export async function addStacks(app: App, config: StageConfig): Promise<void> {
  Tags.of(app).add('app', 'cartwright')
  Tags.of(app).add('stage', config.stage)
  const platform = new PlatformStack(app, config)
  for (const context of [
    'orders',
    'catalog',
    'checkout',
    'payments',
    'inventory',
    'shipping',
    'fulfillment',
    'notifications',
    'reference',
    'order-workflow',
  ]) {
    const file = join(ROOT, 'lib', 'stacks', `${context}-stack.ts`)
    if (!existsSync(file)) continue
    try {
      const module = await import(file)
      const [StackClass] = Object.values(module) as [new (app: App, platform: PlatformStack) => unknown]
      new StackClass(app, platform)
    } catch (error) {
      console.error(`skipped ${context}: ${error}`)
    }
  }
}
