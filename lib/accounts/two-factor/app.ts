import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import type { AppSecret } from './schema.ts'

const periodMs = 30_000
/**
 * 160 random bits (RFC 4226, 4). The rest is what all apps can do (Google's key URI format): SHA-1, six
 * digits, thirty seconds.
 */
const secretBytes = 20
/** Clocks are not the same, and typing takes its time. */
const stepsAround = 1

export const newSecret = () => new Secret({ size: secretBytes }).base32

/** A secret as an app takes it: typed, as an address, or from the screen. */
export function forApp(secret: string, issuer: string, email: string): AppSecret {
  const uri = new TOTP({ issuer, label: email, secret }).toString()
  return { secret, uri, qr: renderSVG(uri, { pixelSize: 1, border: 2 }) }
}

/** The time step whose code this is, of the ones around now; null when it is none's. */
export function stepOf(secret: string, code: string, at: number): number | null {
  const off = new TOTP({ secret }).validate({ token: code, timestamp: at, window: stepsAround })
  return off === null ? null : Math.floor(at / periodMs) + off
}
