import { trimEnd } from '#lib/trim-end.ts'

/**
 * What shows nothing by itself: spaces of all kinds, controls, what may be left out where it is not known
 * (UAX 44, Default_Ignorable_Code_Point), marks with nothing below them, half pairs, and a few that fonts
 * draw as nothing, such as the Braille pattern without dots.
 */
const seen =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Mn}\p{Me}\u2800\ufff9-\ufffb\u{13430}-\u{13442}\u{1d159}]/u

/** Whether there is nothing in a text that people see. */
export const isBlank = (text: string): boolean => !seen.test(text)

/** A text of several lines as it is kept: "" when it is blank. */
export const written = (text: string): string => (isBlank(text) ? '' : text.replaceAll('\0', '').trim())

/** What ends a line, or jumps on in it: all of it is a space in a name. */
const gaps = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/**
 * In a name these mean nothing and show nothing, or turn what stands around them. What joins letters and
 * emoji, chooses their form or makes flags stays; so do marks of direction, which turn only themselves.
 */
const idle =
  /[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}]/gu
const leading = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]+/u
const trailing = /[\p{White_Space}\u115f\u2800]/u

/** A name as it is kept: one line, written in one way (NFC), without signs that nobody sees. */
export function oneLine(text: string): string {
  if (isBlank(text)) return ''
  const line = text.replace(gaps, ' ').replace(idle, '').replace(/ {2,}/g, ' ').replace(leading, '')
  return trimEnd(line, trailing).normalize('NFC')
}

/** What shows nothing, wherever it stands, and is in the way of comparing. */
export const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu
/** Signs that show nothing and turn what follows around: they make `exe.jpg` of a `gpj.exe`. */
export const turning = /[\u202a-\u202e\u2066-\u2069]/g
