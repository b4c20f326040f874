import { createHmac } from 'node:crypto'
import type { Clock } from '../clock.ts'
import {
  checkedKey,
  type ObjectSummary,
  type Objects,
  type UploadForm,
  type UploadTerms,
} from '../objects.ts'
import { once } from '../once.ts'
import { Fault } from '../outcomes.ts'
import { signedAccess } from './signed-access.ts'

interface Place extends Pick<Awaited<ReturnType<typeof signedAccess>>, 'region' | 'credentials' | 'client'> {
  readonly bucket: string
  /** Of the bucket, without a slash at the end. */
  readonly url: string
}

/**
 * The files of one context in its bucket, by S3's REST API (version 2006-03-01), signed: the SDK's client would
 * add 300 kB to functions that load in the presence of a customer, for four requests.
 */
export function makeS3Objects(bucket: string, clock: Clock): Objects {
  const place = once(() => placeOf(bucket))

  async function send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const { client, url } = await place()
    return client.fetch(`${url}/${path}`, { ...init, method })
  }

  return {
    async get(key) {
      const answer = await send('GET', checkedKey(key))
      if (answer.status === 404) {
        await answer.body?.cancel()
        return undefined
      }
      await refuseFailed(answer, `reading ${key}`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      return { bytes, contentType: answer.headers.get('content-type') ?? 'binary/octet-stream' }
    },

    async put(key, bytes, { contentType, cacheControl, onlyIfAbsent = false }) {
      const headers = {
        'content-type': contentType,
        ...(cacheControl ? { 'cache-control': cacheControl } : {}),
        ...(onlyIfAbsent ? { 'if-none-match': '*' } : {}),
      }
      const answer = await send('PUT', checkedKey(key), { headers, body: new Uint8Array(bytes) })
      if (onlyIfAbsent && answer.status === 412) {
        await answer.body?.cancel()
        return false
      }
      await refuseFailed(answer, `writing ${key}`)
      return true
    },

    async delete(key) {
      await refuseFailed(await send('DELETE', checkedKey(key)), `deleting ${key}`)
    },

    async list(prefix) {
      const found: ObjectSummary[] = []
      let token: string | undefined
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix, 'encoding-type': 'url' })
        if (token) query.set('continuation-token', token)
        const answer = await send('GET', `?${query}`)
        await refuseFailed(answer, `listing ${prefix}`)
        const page = await answer.text()
        found.push(...summariesOf(page))
        token = elementOf(page, 'NextContinuationToken')
      } while (token)
      return found
    },

    presignUpload: async (key, terms) => uploadForm(await place(), checkedKey(key), terms, clock.now()),

    async presignDownload(key, { expiresSeconds, fileName }) {
      const { client, url } = await place()
      const query = new URLSearchParams({
        'X-Amz-Expires': String(expiresSeconds),
        'response-content-disposition': `attachment; filename="${fileName}"`,
      })
      const signed = await client.sign(`${url}/${checkedKey(key)}?${query}`, { aws: { signQuery: true } })
      return signed.url
    },
  }
}

async function placeOf(bucket: string): Promise<Place> {
  const { elsewhere, ...access } = await signedAccess('s3')
  const url = elsewhere ? `${elsewhere}/${bucket}` : `https://${bucket}.s3.${access.region}.amazonaws.com`
  return { ...access, bucket, url }
}

/** S3 says in a code what is wrong; no key and no content is in it. */
async function refuseFailed(answer: Response, act: string): Promise<void> {
  if (answer.ok) return
  const code = elementOf(await answer.text(), 'Code')
  throw new Fault(`${act} failed: status ${answer.status}${code ? `, ${code}` : ''}`)
}

/** What stands in the first element of a name; keys come percent-encoded, so nothing in it is escaped but tokens. */
const elementOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.replaceAll('&amp;', '&')

const summariesOf = (page: string): ObjectSummary[] =>
  [...page.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, content = '']) => ({
    key: decodeURIComponent(elementOf(content, 'Key') ?? ''),
    size: Number(elementOf(content, 'Size')),
    writtenAt: new Date(elementOf(content, 'LastModified') ?? '').toISOString(),
  }))

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
function uploadForm(
  { bucket, region, url, credentials }: Place,
  key: string,
  { contentType, maxBytes, expiresSeconds }: UploadTerms,
  now: Date,
): UploadForm {
  const time = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const scope = [time.slice(0, 8), region, 's3', 'aws4_request']
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  const fields = {
    key,
    ...(contentType === undefined ? {} : { 'Content-Type': contentType }),
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': [accessKeyId, ...scope].join('/'),
    'x-amz-date': time,
    ...(sessionToken ? { 'x-amz-security-token': sessionToken } : {}),
  }
  const document = {
    expiration: new Date(now.getTime() + expiresSeconds * 1_000).toISOString(),
    conditions: [
      { bucket },
      ['content-length-range', 1, maxBytes],
      ...Object.entries(fields).map(([name, value]) => ['eq', `$${name}`, value]),
    ],
  }
  const policy = Buffer.from(JSON.stringify(document)).toString('base64')
  const signingKey = scope.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
  const signature = hmac(signingKey, policy).toString('hex')
  return { url, fields: { ...fields, policy, 'x-amz-signature': signature } }
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
