import { z } from 'zod'

export interface Invocations {
  readonly count: number
  /** Billed time, each invocation rounded up to a whole millisecond. */
  readonly ms: number
  /** What CloudWatch Logs takes in. */
  readonly logBytes: number
}

const answer = z.object({ events: z.array(z.object({ message: z.string() })) })
const line = z.looseObject({ service: z.string(), DurationMs: z.number() })

/** CloudWatch Logs counts so many bytes more for each line (Amazon CloudWatch Logs User Guide, PutLogEvents). */
const LINE_OVERHEAD = 26

/** What a function's log says of its invocations since a time, in milliseconds since 1970. */
export async function invocationsOf(
  endpoint: string,
  functionName: string,
  since: number,
): Promise<Invocations> {
  const messages = await logOf(endpoint, functionName, since)
  const durations = messages.flatMap((message) => durationOf(message) ?? [])
  return {
    count: messages.filter((message) => message.startsWith('REPORT RequestId')).length,
    ms: durations.reduce((sum, ms) => sum + Math.max(1, Math.ceil(ms)), 0),
    logBytes: messages.reduce((sum, message) => sum + Buffer.byteLength(message) + LINE_OVERHEAD, 0),
  }
}

function durationOf(message: string): number | undefined {
  if (!message.startsWith('{')) return undefined
  return line.safeParse(JSON.parse(message)).data?.DurationMs
}

/** FilterLogEvents (JSON 1.1 of AWS); a function that never ran has no log. */
async function logOf(endpoint: string, functionName: string, since: number): Promise<string[]> {
  const reply = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'Logs_20140328.FilterLogEvents',
    },
    body: JSON.stringify({ logGroupName: `/aws/lambda/${functionName}`, startTime: since }),
  })
  const text = await reply.text()
  if (text.includes('ResourceNotFoundException')) return []
  if (!reply.ok) throw new Error(`The log of ${functionName} could not be read: ${reply.status} ${text}`)
  return answer.parse(JSON.parse(text)).events.map(({ message }) => message)
}
