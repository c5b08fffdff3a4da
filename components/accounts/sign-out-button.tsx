'use client'

import { LogOut } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { leave } from './leave.ts'

export function SignOutButton() {
  return (
    <Button onClick={() => void leave()}>
      <LogOut size={16} aria-hidden />
      Sign out
    </Button>
  )
}
