import type { ReactNode } from 'react'
import { Administration } from '#components/instance/administration.tsx'
import { AllWords } from '#components/words/all-words.tsx'
import { currentViewer } from '#lib/auth/viewer.ts'
import { mayAdminister } from '#lib/instance/policy.ts'

export default async function Layout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer()
  // Each page says itself that there is none for anybody else: a layout is not asked again on the way to it.
  if (!viewer || !mayAdminister(viewer)) return children
  return (
    <AllWords>
      <Administration>{children}</Administration>
    </AllWords>
  )
}
