'use server'

import { cookies } from 'next/headers'
import { z } from 'zod'
import { action, openAction } from '#lib/http/action.ts'
import { registerInvited } from '#lib/rooms/registration.ts'
import * as accounts from './operations.ts'
import { profileChange, registration } from './schema.ts'
import { theme, themeCookie } from './theme.ts'

const yearSeconds = 365 * 86_400

export const registerAccount = openAction(registration, (world, input, { address }) =>
  registerInvited(world, input, address),
)
export const changeProfile = action('session', profileChange, accounts.changeProfile)

/** Belongs to this browser, not to the account: a person may want it dark on one and light on another. */
export const chooseTheme = openAction(z.object({ theme }), async (_, { theme: chosen }) => {
  const jar = await cookies()
  jar.set(themeCookie, chosen, { path: '/', maxAge: yearSeconds, sameSite: 'lax', httpOnly: true })
})
