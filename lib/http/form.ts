import type { IncomingMessage } from 'node:http'
import { Refusal } from '#lib/errors.ts'

/**
 * Whether a page's form is sent: a server action, which Next names in this header. Pages take nothing else.
 */
export const isForm = ({ method, headers }: IncomingMessage): boolean =>
  method === 'POST' && headers['next-action'] !== undefined

/**
 * Nothing a form of ours sends is nested half as deep; what is, could
 * overflow the stack of whoever decodes it.
 */
const mostDeep = 8

/**
 * Refuses what no form of ours sends, before React decodes it: `body` is a list of plain values in
 * React's notation, where a `$` begins nothing but `$undefined` and an escaped `$`. So no reference,
 * file or function ever comes in this way.
 */
export function requireForm({ headers }: IncomingMessage, body: Buffer): void {
  if (!/^[0-9a-f]{42}$/.test(String(headers['next-action']))) throw malformed()
  if (!/^text\/plain\b/i.test(headers['content-type'] ?? ''))
    throw new Refusal('unsupported_media_type', 'http.formType')
  if (!isList(body.toString('utf8'))) throw malformed()
}

function isList(text: string): boolean {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) && isPlain(list, mostDeep)
  } catch {
    return false
  }
}

function isPlain(value: unknown, deep: number): boolean {
  if (typeof value === 'string')
    return !value.startsWith('$') || value.startsWith('$$') || value === '$undefined'
  if (typeof value !== 'object' || value === null) return true
  return deep > 0 && Object.values(value).every((one) => isPlain(one, deep - 1))
}

const malformed = () => new Refusal('invalid_input', 'http.form')
