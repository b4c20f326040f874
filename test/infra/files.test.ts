import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { nameOf, STAGE_NAMES, synthesize } from './synth.ts'

const policy = z.object({
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Action: z.union([z.string(), z.array(z.string())]),
        Effect: z.string(),
        Principal: z.unknown(),
        Resource: z.unknown(),
        Condition: z.unknown(),
      }),
    ),
  }),
})

describe.each(STAGE_NAMES)('files of %s', (stage) => {
  test('are private, encrypted, and reached over TLS only', async () => {
    const { ofType } = await synthesize(stage)
    const buckets = ofType('AWS::S3::Bucket')
    console.log(`${stage}: ${buckets.length} buckets checked`)
    expect(buckets.length).toBeGreaterThan(0)
    for (const { Properties, ...bucket } of buckets)
      expect.soft(Properties, nameOf(bucket)).toMatchObject({
        BucketEncryption: {},
        PublicAccessBlockConfiguration: {
          ...{ BlockPublicAcls: true, BlockPublicPolicy: true },
          ...{ IgnorePublicAcls: true, RestrictPublicBuckets: true },
        },
      })
    const statements = ofType('AWS::S3::BucketPolicy').flatMap(
      ({ Properties }) => policy.parse(Properties).PolicyDocument.Statement,
    )
    const overTls = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
    expect(statements.filter(({ Effect }) => Effect === 'Deny')).toHaveLength(buckets.length)
    for (const denied of statements.filter(({ Effect }) => Effect === 'Deny'))
      expect(denied).toMatchObject(overTls)
  })
})

describe('pictures and 3D models', () => {
  test('are all that CloudFront may fetch, and nobody else is let in', async () => {
    const { ofType } = await synthesize('prod')
    const allowed = ofType('AWS::S3::BucketPolicy')
      .flatMap(({ Properties }) => policy.parse(Properties).PolicyDocument.Statement)
      .filter(({ Effect }) => Effect === 'Allow')
    expect(allowed).toMatchObject([
      {
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: { 'Fn::Join': ['', [expect.anything(), '/media/*']] },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      },
    ])
    const [distribution, ...others] = ofType('AWS::CloudFront::Distribution')
    expect(others).toEqual([])
    expect(distribution?.Properties['DistributionConfig']).toMatchObject({
      DefaultCacheBehavior: { AllowedMethods: ['GET', 'HEAD'], ViewerProtocolPolicy: 'redirect-to-https' },
      Origins: [{ OriginAccessControlId: expect.anything() }],
    })
  })

  test.each(['local', 'test'] as const)('are fetched without CloudFront in %s', async (stage) => {
    expect((await synthesize(stage)).ofType('AWS::CloudFront::Distribution')).toEqual([])
  })

  test('of prod can be brought back for as long as the tables', async () => {
    const [bucket] = (await synthesize('prod'))
      .ofType('AWS::S3::Bucket')
      .filter(({ stack }) => stack === 'Catalog')
    expect(bucket?.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: expect.arrayContaining([
          expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 35 } }),
        ]),
      },
    })
  })
})

test('files that say something of people are gone as soon as they are deleted, and go by themselves in a day', async () => {
  const [bucket, ...others] = (await synthesize('prod'))
    .ofType('AWS::S3::Bucket')
    .filter(({ stack }) => stack === 'Customers')
  expect(others).toEqual([])
  expect(bucket?.Properties).not.toHaveProperty('VersioningConfiguration')
  expect(JSON.stringify(bucket?.Properties['LifecycleConfiguration'])).toContain('"ExpirationInDays":1')
})
