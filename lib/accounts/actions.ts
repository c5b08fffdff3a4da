'use server'

import { cookies } from 'next/headers'
import { action } from '#lib/http/action.ts'
import * as accounts from './operations.ts'
import { profileChange, registration } from './schema.ts'
import { revokeSession as revoke } from './sessions.ts'
import { type Theme, theme, themeCookie } from './theme.ts'

const yearSeconds = 365 * 86_400

export const changeProfile = action(profileChange, accounts.changeProfile)

/** Belongs to this browser, not to the account: a person may want it dark on one and light on another. */
export async function chooseTheme(chosen: Theme): Promise<void> {
  const jar = await cookies()
  jar.set(themeCookie, theme.parse(chosen), {
    path: '/',
    maxAge: yearSeconds,
    sameSite: 'lax',
    httpOnly: true,
  })
}
