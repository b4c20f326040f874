import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { operations as catalog } from '#contexts/catalog/contract/operations.ts'
import { operations as checkout } from '#contexts/checkout/contract/operations.ts'
import { operations as customers } from '#contexts/customers/contract/operations.ts'
import { operations as documents } from '#contexts/documents/contract/operations.ts'
import { operations as fulfillment } from '#contexts/fulfillment/contract/operations.ts'
import { operations as insights } from '#contexts/insights/contract/operations.ts'
import { operations as inventory } from '#contexts/inventory/contract/operations.ts'
import { operations as orders } from '#contexts/orders/contract/operations.ts'
import { operations as payments } from '#contexts/payments/contract/operations.ts'
import { operations as reference } from '#contexts/reference/contract/operations.ts'
import { operations as shipping } from '#contexts/shipping/contract/operations.ts'
import { stageConfig } from '#lib/config.ts'
import { PlatformStack } from '#lib/stacks/platform-stack.ts'
import type { Operation } from '#shared/operation.ts'
import { bundlesOnce, nameOf, STAGE_NAMES, synthesize } from './synth.ts'

const OPERATIONS: readonly Operation[] = [
  ...catalog,
  ...checkout,
  ...customers,
  ...insights,
  ...documents,
  ...fulfillment,
  ...inventory,
  ...orders,
  ...payments,
  ...reference,
  ...shipping,
]

const doubles = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)

describe.each(STAGE_NAMES)('the HTTP API of %s', (stage) => {
  test('has one route for each operation, behind the authorizer unless it is public', async () => {
    const { ofType } = await synthesize(stage)
    const routes = ofType('AWS::ApiGatewayV2::Route')
    console.log(`${stage}: ${routes.length} routes checked`)
    const made = routes.map(({ Properties }) => [Properties['RouteKey'], Properties['AuthorizationType']])
    const wanted = OPERATIONS.map(({ method, path, access }) => [
      `${method} ${path}`,
      access === 'public' ? 'NONE' : 'CUSTOM',
    ])
    expect(made.map(String).sort()).toEqual(wanted.map(String).sort())
  })

  test('has one integration and one permission for each function that it calls', async () => {
    const { ofType } = await synthesize(stage)
    const integrations = ofType('AWS::ApiGatewayV2::Integration')
    const targets = integrations.map(
      ({ stack, Properties }) => `${stack} ${JSON.stringify(Properties['IntegrationUri'])}`,
    )
    expect(doubles(targets)).toEqual([])
    const permissions = ofType('AWS::Lambda::Permission')
      .filter(({ Properties }) => Properties['Principal'] === 'apigateway.amazonaws.com')
      .map(({ stack, Properties }) => `${stack} ${JSON.stringify(Properties['FunctionName'])}`)
    expect(doubles(permissions)).toEqual([])
    expect(permissions.filter((name) => !name.startsWith('Platform')).sort()).toEqual(targets.sort())
  })

  test('has one authorizer, which answers for a token and a route', async () => {
    const authorizers = (await synthesize(stage)).ofType('AWS::ApiGatewayV2::Authorizer')
    expect(authorizers.map(nameOf)).toHaveLength(1)
    expect(authorizers[0]?.Properties).toMatchObject({
      EnableSimpleResponses: true,
      AuthorizerPayloadFormatVersion: '2.0',
      IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
    })
  })
})

test('the functions that customers wait for have time for `Prefer: wait`, within what the API waits', async () => {
  const functions = (await synthesize('prod')).ofType('AWS::Lambda::Function')
  const placeOrder = functions.find(
    ({ Properties }) => Properties['FunctionName'] === 'cartwright-prod-orders-place-order',
  )
  expect(placeOrder?.Properties['Timeout']).toBe(29)
})

test('browsers may call from the origins that are named, and from no other where none is', async () => {
  await bundlesOnce()
  const corsOf = (allowedOrigins: string) => {
    const stack = new PlatformStack(new App(), stageConfig('prod', { allowedOrigins }))
    return Object.values(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Api')).map(
      ({ Properties }) => Properties.CorsConfiguration,
    )
  }
  expect(corsOf('')).toEqual([undefined])
  const [cors] = corsOf('https://shop.example.com')
  expect(cors).toMatchObject({ AllowOrigins: ['https://shop.example.com'] })
  expect(cors).not.toHaveProperty('AllowCredentials')
  expect(cors.AllowMethods).toEqual(
    expect.arrayContaining([...new Set(OPERATIONS.map(({ method }) => method))]),
  )
})
