import { z } from 'zod'
import { time } from '#lib/http/schema.ts'

/** Of an app, six digits; else one of the recovery codes, however it was typed. */
export const factorCode = z.string().min(1, 'invalid.codeMissing').max(100)

/** The second half of a sign-in: what was given with `two_factor_required`, and a code. */
export const secondStep = z.object({ challenge: z.string().min(1).max(200), code: factorCode })

/** How somebody proves who they are besides their password. */
export const twoFactor = z.object({
  /** Since when codes of an app are asked for; null while they are not. */
  since: time.nullable(),
  /** How many recovery codes are good still. */
  recoveryCodesLeft: z.number().int(),
})

/** What an app is set up with: a secret to type, the same as an address, and that as a picture (SVG). */
export const appSecret = z.object({ secret: z.string(), uri: z.string(), qr: z.string() })

/** Shown once. */
export const newCodes = z.object({ recoveryCodes: z.array(z.string()) })

export type SecondStep = z.infer<typeof secondStep>
export type TwoFactor = z.infer<typeof twoFactor>
export type AppSecret = z.infer<typeof appSecret>
export type NewCodes = z.infer<typeof newCodes>
