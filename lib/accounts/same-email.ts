import { unseen } from '#lib/text/signs.ts'

/** An email as accounts have it, however it was typed or pasted: in small letters of one width. */
export const sameEmail = (text: string): string =>
  text.normalize('NFKC').replace(unseen, '').trim().toLowerCase()
