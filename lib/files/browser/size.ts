import type { Formatter } from '#lib/words/translate.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte']

/** A number of bytes as people say it: 1.4 MB. */
export const sizeText = (formats: Formatter, bytes: number): string => {
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return formats.number(bytes / 1_000 ** step, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  })
}
