import { turningSigns } from '#lib/bidi-controls.ts'
import { cut } from '#lib/text/cut.ts'
import { isBlank } from '#lib/text/signs.ts'
import { trimEnd } from '#lib/trim-end.ts'

const maxChars = 200
/** Looked at, from the end, where the kind of file stands. */
const lookedAtChars = 2_000

/**
 * A file's name without what could mislead: no folders, no control characters, no signs that turn the
 * direction of writing around.
 */
export function fileName(given: string): string {
  const base = given.slice(-lookedAtChars).toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const visible = base.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '').replace(turningSigns, '')
  const clean = trimEnd(visible, /[.\s]/).replace(/^[.\s]+/, '')
  if (isBlank(clean)) return 'file'
  if (clean.length <= maxChars) return clean
  const ending = /\.[^.]{1,16}$/.exec(clean)?.[0] ?? ''
  return cut(clean, maxChars - ending.length) + ending
}

/** `Content-Disposition` (RFC 6266): the name in plain ASCII, and as it is (RFC 8187). */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${whole}`
}
