import type { ReactNode } from 'react'
import { Administration } from '#components/instance/administration.tsx'
import { currentViewer } from '#lib/auth/viewer.ts'
import { mayAdminister } from '#lib/instance/policy.ts'

export default async function Layout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer()
  // Each page says itself that there is none for anybody else: a layout is not asked again on the way to it.
  return viewer && mayAdminister(viewer) ? <Administration>{children}</Administration> : children
}
