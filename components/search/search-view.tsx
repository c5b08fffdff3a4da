'use client'

import { Search, TextSearch } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { BackToRooms } from '#components/rooms/back-to-rooms.tsx'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { PersonFace } from '#components/rooms/members/person-face.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import { withWords } from '#components/words/with-words.tsx'
import type { Place } from '#lib/http/endpoint-types.ts'
import { isEmpty, type Looking, lookingIn, questionOf, searchHref } from '#lib/search/browser/address.ts'
import search from '#lib/words/en/search.json' with { type: 'json' }
import { Filters } from './filters.tsx'
import { HitLink } from './hit-link.tsx'

/** Looking for messages in all rooms one is in. */
export const SearchView = withWords({ search })(function SearchView() {
  const t = useTranslations()
  const [looking, setLooking] = useState<Looking>(lookingIn(useSearchParams()))
  const question = isEmpty(looking) ? null : { query: Object.fromEntries(questionOf(looking)) }
  const found = usePages('GET /search', question as Place<'GET /search'> | null, { pauseMs: 250 })
  const look = (change: Partial<Looking>) => {
    const next = { ...looking, ...change }
    setLooking(next)
    // The server makes nothing of this page: no need to ask it for another one.
    window.history.replaceState(null, '', searchHref(next))
  }

  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 p-4 sm:p-8">
      <div className="flex items-center gap-2">
        <BackToRooms />
        <ListTitle>{t('search.title')}</ListTitle>
      </div>
      <label className="relative">
        <span className="sr-only">{t('search.label')}</span>
        <Search size={18} aria-hidden className="absolute top-3.5 start-3.5 text-ink-soft" />
        <input
          id="search-messages"
          type="search"
          // biome-ignore lint/a11y/noAutofocus: the page is this field; who comes here comes to write in it
          autoFocus
          value={looking.q}
          maxLength={300}
          placeholder={t('search.placeholder')}
          enterKeyHint="search"
          aria-describedby="search-state"
          onChange={(event) => look({ q: event.target.value })}
          className="h-12 w-full rounded-xl border border-line-strong bg-raised pe-3 ps-11 text-base placeholder:text-ink-soft focus-visible:outline-offset-0 max-sm:text-[1rem]"
        />
      </label>
      <Filters looking={looking} look={look} />
      <p id="search-state" role="status" className="flex min-h-5 items-center gap-2 text-ink-soft text-sm">
        {found.busy && <Spinner />}
        {!found.busy &&
          found.asked &&
          found.items.length > 0 &&
          t(found.cursor ? 'search.countAndMore' : 'search.count', { count: found.items.length })}
      </p>
      <LoadFailed list={found} />
      {found.items.length > 0 && (
        <ul aria-label={t('search.found')} className="-mx-2 flex flex-col gap-1">
          {found.items.map((one) => (
            <li key={one.id} className="flex items-start gap-1">
              <PersonFace person={one.author} />
              <HitLink hit={one} />
            </li>
          ))}
        </ul>
      )}
      {found.cursor && (
        <Button className="self-center" busy={found.busy} onClick={() => void found.more()}>
          {t('search.more')}
        </Button>
      )}
      {isEmpty(looking) && <Hints />}
      {!isEmpty(looking) && found.asked && !found.busy && !found.failure && found.items.length === 0 && (
        <EmptyState icon={<TextSearch size={22} />} title={t('search.none.title')}>
          {found.cursor ? t('search.none.more') : t('search.none.body')}
        </EmptyState>
      )}
    </div>
  )
})

function Hints() {
  const t = useTranslations()
  return (
    <EmptyState icon={<TextSearch size={22} />} title={t('search.hints.title')}>
      {t('search.hints.body')}
    </EmptyState>
  )
}
