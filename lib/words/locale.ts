/**
 * Languages in the order the reader wants them (Accept-Language, RFC 9110, section
 * 12.5.4); what is no language is left out.
 */
export function wantedLocales(acceptLanguage: string | null): string[] {
  const ranges = (acceptLanguage ?? '').split(',', mostRanges).map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))
    return { tag, weight: weight ? Number(weight.slice(2)) : 1 }
  })
  return ranges
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .flatMap(({ tag }) => canonical(tag))
}

/** Which way a language is written. */
export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  rightToLeft.has(new Intl.Locale(locale).maximize().script ?? '') ? 'rtl' : 'ltr'

/** More than anybody reads; each is looked up. */
const mostRanges = 20
const rightToLeft = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'])

function canonical(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag)
  } catch {
    return []
  }
}
