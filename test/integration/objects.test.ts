import { randomUUID } from 'node:crypto'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, describe, vi } from 'vitest'
import { clientConfig, REGION } from '#local/aws.ts'
import { makeS3Objects } from '#shared/aws/s3-objects.ts'
import { systemClock } from '#shared/clock.ts'
import { objectsConformance } from '#support/objects-conformance.ts'
import { testOutputs } from '#support/outputs.ts'
import { fetchDownload, sendUpload } from '#support/upload.ts'

describe('on the emulator', () => {
  const { awsEndpoint } = testOutputs()
  const client = new S3Client({ ...clientConfig(awsEndpoint), forcePathStyle: true })

  objectsConformance('files in a bucket', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', awsEndpoint)
    vi.stubEnv('AWS_REGION', REGION)
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test')
    const Bucket = `objects-conformance-${randomUUID()}`
    await client.send(new CreateBucketCommand({ Bucket }))
    return { objects: makeS3Objects(Bucket, systemClock), upload: sendUpload, download: fetchDownload }
  })

  afterAll(() => {
    vi.unstubAllEnvs()
    client.destroy()
  })
})
