import { App } from 'aws-cdk-lib'
import { bundleHandlers } from '#lib/bundle.ts'
import { addStacks } from '#lib/cartwright.ts'
import { configOf } from '#lib/config.ts'

const app = new App()
const config = configOf(app.node)
await bundleHandlers()
addStacks(app, config)
app.synth()
