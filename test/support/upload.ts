import type { UploadForm } from '#shared/objects.ts'

/** Sends a file as the form says, the way a browser does. Gives the status of the answer. */
export async function sendUpload(
  { url, fields }: UploadForm,
  { bytes, contentType = '' }: { bytes: Uint8Array; contentType?: string },
): Promise<number> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([new Uint8Array(bytes)], { type: contentType }), 'file')
  const answer = await fetch(url, { method: 'POST', body: form })
  await answer.body?.cancel()
  return answer.status
}

/** Fetches a file as a browser does; undefined where it is refused. */
export async function fetchDownload(url: string): Promise<Uint8Array | undefined> {
  const answer = await fetch(url)
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
  await answer.body?.cancel()
  return undefined
}
