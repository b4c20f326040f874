import type { ErrorBody, FieldError } from './easypost.ts'

/** What the sandbox answers to one request: JSON, or a file. */
export type Reply =
  | { status: number; json: unknown }
  | { status: number; file: Uint8Array; contentType: string }

export const ok = (json: unknown): Reply => ({ status: 200, json })
export const created = (json: unknown): Reply => ({ status: 201, json })

/** An error in EasyPost's form and with its codes: https://docs.easypost.com/docs/errors */
export function refuse(status: number, code: string, message: string, errors: FieldError[] = []): Reply {
  const json: ErrorBody = { error: { code, message, errors } }
  return { status, json }
}

export const notFound = () => refuse(404, 'NOT_FOUND', 'The requested resource could not be found.')
