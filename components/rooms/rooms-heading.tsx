'use client'

import { Bookmark, Plus, TextSearch } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { AccountMenu } from '#components/accounts/account-menu.tsx'
import { Button } from '#components/ui/button.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { CreateRoom } from './create-room.tsx'
import { useViewer } from './roster-context.tsx'

/** The head of the list of all rooms. On a phone, where the sidebar is away, it holds the account too. */
export function RoomsHeading() {
  const viewer = useViewer()
  const [creating, setCreating] = useState(false)
  return (
    <div className="flex items-center justify-between gap-3">
      <h1 className="font-semibold text-xl tracking-tight">Rooms</h1>
      <div className="flex min-w-0 items-center gap-2">
        {viewer.role !== 'guest' && (
          <Button look="primary" onClick={() => setCreating(true)}>
            <Plus size={16} aria-hidden />
            New room
          </Button>
        )}
        <div className="flex min-w-0 items-center md:hidden">
          <Link href="/search" aria-label="Search messages" className={iconButtonClass}>
            <TextSearch size={18} aria-hidden />
          </Link>
          <Link href="/saved" aria-label="Saved messages" className={iconButtonClass}>
            <Bookmark size={18} aria-hidden />
          </Link>
          <AccountMenu compact />
        </div>
      </div>
      <CreateRoom open={creating} onOpenChange={setCreating} />
    </div>
  )
}
