import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Surroundings } from '#components/ui/surroundings.tsx'
import { themeCookie, themeOf } from '#lib/accounts/theme.ts'
import { allowed } from '#lib/limits.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Rooms', template: '%s · Rooms' },
  description: 'Text chat and video calls in rooms, on a server of your own.',
}
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  // The composer stays above a phone's keyboard.
  interactiveWidget: 'resizes-content',
}

export default async function Layout({ children }: { children: ReactNode }) {
  // Every page is rendered per request: each carries its own script nonce.
  await connection()
  const theme = themeOf((await cookies()).get(themeCookie)?.value)
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <Surroundings allowed={allowed()}>{children}</Surroundings>
      </body>
    </html>
  )
}
