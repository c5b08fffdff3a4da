'use server'

import { cookies } from 'next/headers'
import { z } from 'zod'
import { openAction } from '#lib/http/action.ts'
import { bannerCookie, markOf } from './banner.ts'

const yearSeconds = 365 * 86_400

/** Belongs to this browser, as who is signed out reads banners too. */
export const putBannerAway = openAction(z.object({ text: z.string().max(500) }), async (_, { text }) => {
  const jar = await cookies()
  jar.set(bannerCookie, markOf(text), { path: '/', maxAge: yearSeconds, sameSite: 'lax', httpOnly: true })
})
