/**
 * Text as it is compared when somebody looks for it: without accents
 * and capitals, the same on every database.
 */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC')
