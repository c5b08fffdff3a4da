'use client'

import { ArrowLeft, Search, TextSearch } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { isEmpty, type Looking, lookingIn, searchHref } from '#lib/search/browser/address.ts'
import { Filters } from './filters.tsx'
import { HitLink } from './hit-link.tsx'
import { useFound } from './use-found.ts'

/** Looking for messages in all rooms one is in. */
export function SearchView() {
  const [looking, setLooking] = useState<Looking>(lookingIn(useSearchParams()))
  const found = useFound(looking)
  const look = (change: Partial<Looking>) => {
    const next = { ...looking, ...change }
    setLooking(next)
    // The server makes nothing of this page: no need to ask it for another one.
    window.history.replaceState(null, '', searchHref(next))
  }

  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 p-4 sm:p-8">
      <div className="flex items-center gap-2">
        <Link href="/rooms" aria-label="Back to all rooms" className={`${iconButtonClass} md:hidden`}>
          <ArrowLeft size={18} aria-hidden className="rtl:-scale-x-100" />
        </Link>
        <h1 className="font-semibold text-xl tracking-tight">Search</h1>
      </div>
      <label className="relative">
        <span className="sr-only">Search messages</span>
        <Search size={18} aria-hidden className="absolute top-3.5 start-3.5 text-ink-soft" />
        <input
          id="search-messages"
          type="search"
          // biome-ignore lint/a11y/noAutofocus: the page is this field; who comes here comes to write in it
          autoFocus
          value={looking.q}
          maxLength={300}
          placeholder={'Words, or "a phrase"'}
          enterKeyHint="search"
          aria-describedby="search-state"
          onChange={(event) => look({ q: event.target.value })}
          className="h-12 w-full rounded-xl border border-line-strong bg-raised pe-3 ps-11 text-base placeholder:text-ink-soft focus-visible:outline-offset-0 max-sm:text-[1rem]"
        />
      </label>
      <Filters looking={looking} look={look} />
      <p id="search-state" role="status" className="flex min-h-5 items-center gap-2 text-ink-soft text-sm">
        {found.busy && <Spinner />}
        {!found.busy && found.asked && found.hits.length > 0 && countOf(found.hits.length, found.cursor)}
      </p>
      {found.failure && (
        <Alert>
          {found.failure}{' '}
          <Button size="small" onClick={() => void found.retry()}>
            Retry
          </Button>
        </Alert>
      )}
      {found.hits.length > 0 && (
        <ul aria-label="Messages found" className="-mx-2 flex flex-col gap-1">
          {found.hits.map((one) => (
            <li key={one.id}>
              <HitLink hit={one} />
            </li>
          ))}
        </ul>
      )}
      {found.cursor && (
        <Button className="self-center" busy={found.busy} onClick={() => void found.more()}>
          More messages
        </Button>
      )}
      {isEmpty(looking) && <Hints />}
      {!isEmpty(looking) && found.asked && !found.busy && !found.failure && found.hits.length === 0 && (
        <EmptyState icon={<TextSearch size={22} />} title="No message matches">
          {found.cursor
            ? 'There is more to look through.'
            : 'Try fewer words or parts of them, or take a filter away.'}
        </EmptyState>
      )}
    </div>
  )
}

const countOf = (count: number, cursor: string | null) =>
  `${count} ${count === 1 ? 'message' : 'messages'}${cursor ? ', and there are more' : ''}`

function Hints() {
  return (
    <EmptyState icon={<TextSearch size={22} />} title="Look through your rooms">
      All words must occur, parts of them count, capitals and accents do not. You can write filters too:
      from:ana, in:garden, before:2026-01-31, after:2026-01-31, has:file.
    </EmptyState>
  )
}
