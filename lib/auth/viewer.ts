import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { SessionViewer } from '#lib/accounts/schema.ts'
import { mayAdminister } from '#lib/instance/policy.ts'
import { services } from '#lib/services.ts'
import { addressHeader, byCookie } from './identify.ts'

/** Who has signed in at this browser; looked up once a request. */
export const signedIn = cache(async (): Promise<SessionViewer | null> => {
  const { world } = services()
  const sent = await headers()
  return byCookie(world, sent.get('cookie') ?? undefined, sent.get(addressHeader) ?? undefined)
})

/** Who looks at this page: nobody who has a second factor to set up first. */
export async function currentViewer(): Promise<SessionViewer | null> {
  const viewer = await signedIn()
  return viewer?.mustSetUp ? null : viewer
}

/** Leads signed-out people to sign-in, and back to where they wanted to go. */
export async function requireViewer(returnTo: string): Promise<SessionViewer> {
  const viewer = await signedIn()
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(returnTo)}`)
  if (viewer.mustSetUp) redirect(`/secure?next=${encodeURIComponent(returnTo)}`)
  return viewer
}

/** The same for pages of administrators: for everybody else there is no such page. */
export async function requireAdministrator(returnTo: string): Promise<SessionViewer> {
  const viewer = await requireViewer(returnTo)
  if (!mayAdminister(viewer)) notFound()
  return viewer
}
