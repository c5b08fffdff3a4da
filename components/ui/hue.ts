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

/** The same id always gets the same colour. A class, not a style: style attributes are refused by the CSP. */
export const hueOf = (id: string): string => {
  let sum = 7
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521
  return hues[sum % hues.length] ?? hues[0]
}
