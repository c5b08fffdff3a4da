import { cut } from '#lib/text/cut.ts'
import { isBlank, turning } from '#lib/text/signs.ts'
import { trimEnd } from '#lib/trim-end.ts'

const maxChars = 255
/** What is longer becomes so long: systems add numbers to a name. */
const shortChars = 200
/** Looked at, from the end, where the kind of file stands. */
const lookedAtChars = 2_000

/**
 * A file's name as it was, without what a name cannot hold or could mislead: folders, line breaks and other
 * control characters, signs that turn the direction of writing around. No longer than file systems allow.
 */
export function fileName(given: string): string {
  const end = given.slice(-lookedAtChars).toWellFormed()
  const base = end.split(isWindowsPath(end) ? /[/\\]/ : '/').at(-1) ?? ''
  const name = base.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '').replace(turning, '')
  // Of dots, spaces and signs that nobody sees it would be no name, or a folder.
  if (isBlank(name.replaceAll('.', ''))) return 'file'
  return name.length <= maxChars ? name : short(name)
}

/** Without what stands at its ends only, and whole where that is enough. */
function short(name: string): string {
  const clean = trimEnd(name, /[.\s]/).replace(/^[.\s]+/, '')
  if (clean.length <= maxChars) return clean
  const ending = /\.[^.]{1,16}$/.exec(clean)?.[0] ?? ''
  return cut(clean, shortChars - ending.length) + ending
}

/** On other systems a backslash is a sign like any other. */
const isWindowsPath = (name: string) => /^(?:[a-z]:|\.{1,2})?\\/i.test(name)

/** A name as a browser writes it into a form (HTML, "multipart/form-data encoding algorithm"). */
export const nameInForm = (written: string): string =>
  written.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%22', '"')

/** `Content-Disposition` (RFC 6266): the name in plain ASCII, and as it is (RFC 8187). */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${whole}`
}
