'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { withRoomRuleWords } from '#components/rooms/room-rule-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import { addressesIn, mostAddresses } from '#lib/rooms/browser/addresses.ts'
import type { Addition, Room } from '#lib/rooms/schema.ts'

type Props = { room: Room; onInvite: () => void }

const outcomes = ['added', 'isHere', 'banned'] as const

/** Adds everybody of a list of addresses at once, and tells what became of each. */
export const AddByEmail = withRoomRuleWords(function AddByEmail({ room, onInvite }: Props) {
  const t = useTranslations()
  const [found, setFound] = useState(() => addressesIn(''))
  const [items, setItems] = useState<readonly Addition[] | null>(null)
  const reply = useReply((addresses: string[]) =>
    replied(api('POST /rooms/{roomId}/additions', { params: { roomId: room.id }, body: { addresses } })),
  )
  const count = found.addresses.length
  const isMany = count > mostAddresses
  const unknown = items?.filter(({ outcome }) => outcome === 'unknown') ?? []
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (count > 0 && !isMany) reply.run(found.addresses, (answer) => setItems(answer.items))
      }}
    >
      {reply.general && <Alert>{reply.general}</Alert>}
      <TextArea
        label={t('rooms.byEmail.label')}
        hint={t('rooms.byEmail.hint')}
        name="addresses"
        rows={4}
        error={isMany ? t('rooms.byEmail.many', { most: mostAddresses }) : reply.issueOf('addresses')}
        onChange={(event) => {
          setItems(null)
          setFound(addressesIn(event.target.value))
        }}
      />
      {found.odd.length > 0 && (
        <p className="break-words text-danger-text text-sm">
          {t('rooms.byEmail.odd', { what: found.odd.slice(0, 5).join(' · ') })}
        </p>
      )}
      <Button
        type="submit"
        look="primary"
        className="self-end"
        busy={reply.busy}
        disabled={count === 0 || isMany}
      >
        {t('rooms.byEmail.submit', { count })}
      </Button>
      <div role="status" className="flex flex-col gap-2 text-sm empty:hidden">
        {items &&
          outcomes.map((outcome) => {
            const people = items.filter((one) => one.outcome === outcome)
            const names = people.map(({ person, address }) => person?.name ?? address).join(', ')
            return (
              people.length > 0 && (
                <p key={outcome} className="break-words">
                  {t(`rooms.byEmail.${outcome}`, { names })}
                </p>
              )
            )
          })}
        {unknown.length > 0 && (
          <div className="flex flex-col items-start gap-2">
            <p>{t('rooms.byEmail.unknown', { count: unknown.length })}</p>
            <ul className="max-h-32 w-full overflow-y-auto break-words text-ink-soft">
              {unknown.map(({ address }) => (
                <li key={address}>{address}</li>
              ))}
            </ul>
            <Button size="small" onClick={onInvite}>
              {t('rooms.invite.open')}
            </Button>
          </div>
        )}
      </div>
    </form>
  )
})
