import type { ReactNode } from 'react'
import { AllWords } from '#components/words/all-words.tsx'

/** Pages before the rooms: their words come with them. */
export default function Layout({ children }: { children: ReactNode }) {
  return <AllWords>{children}</AllWords>
}
