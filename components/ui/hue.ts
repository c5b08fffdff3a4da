const hues = [
  'bg-hue-0',
  'bg-hue-1',
  'bg-hue-2',
  'bg-hue-3',
  'bg-hue-4',
  'bg-hue-5',
  'bg-hue-6',
  'bg-hue-7',
] as const

const sumOf = (id: string): number => {
  let sum = 7
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521
  return sum
}

/** The same id always gets the same colour. A class, not a style: style attributes are refused by the CSP. */
export const hueOf = (id: string): string => hues[sumOf(id) % hues.length] ?? hues[0]

/** What shades a door beside its colour: the upper part, one side, or nothing. */
const shades = [
  '',
  'bg-linear-to-b from-30% from-on-hue/25 to-30% to-transparent',
  'bg-linear-to-r from-25% from-on-hue/25 to-25% to-transparent',
] as const

/** The same id always gets the same shade, which says nothing of its colour: together they are many. */
export const shadeOf = (id: string): string =>
  shades[Math.floor(sumOf(id) / hues.length) % shades.length] ?? ''
