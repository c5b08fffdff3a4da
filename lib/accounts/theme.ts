import { z } from 'zod'

/** Kept in a cookie, so that the first paint has the right colours without a script. */
export const themeCookie = 'rooms.theme'
export const theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof theme>

export const themeOf = (cookie: string | undefined): Theme => theme.catch('system').parse(cookie)
