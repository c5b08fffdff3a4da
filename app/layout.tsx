import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import './globals.css'

export const metadata: Metadata = { title: { default: 'Rooms', template: '%s · Rooms' } }
export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' }

export default async function Layout({ children }: { children: ReactNode }) {
  // Every page is rendered per request: each carries its own script nonce.
  await connection()
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
