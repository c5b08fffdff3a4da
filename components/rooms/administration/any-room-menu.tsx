import { Archive, ArchiveRestore, DoorOpen, KeyRound, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { createMenuHandle, MenuItem, MenuPopup, MenuRoot, MenuSeparator } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.ts'
import type { AnyRoom } from '#lib/rooms/schema.ts'
import { DeleteAnyRoom } from './delete-any-room.tsx'
import { HandAnyRoomOver } from './hand-any-room-over.tsx'
import { useRoomDeeds } from './use-room-deeds.tsx'

/** One menu serves all rooms: it acts on the one whose button opened it. */
export const anyRoomMenu = createMenuHandle<AnyRoom>()

type Props = { onChanged: (room: AnyRoom) => void; onGone: (room: AnyRoom) => void }

/** What an administrator may do with a room that is not direct. */
export function AnyRoomMenu({ onChanged, onGone }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const { ask, dialog } = useRoomDeeds(onChanged)
  const [asked, setAsked] = useState<{ room: AnyRoom; deed: 'handOver' | 'delete' } | null>(null)
  const close = () => setAsked(null)
  return (
    <>
      <MenuRoot handle={anyRoomMenu}>
        {({ payload: room }) =>
          room && (
            <MenuPopup>
              <MenuItem
                icon={<DoorOpen size={16} aria-hidden />}
                onClick={() => (room.joined ? router.push(`/rooms/${room.id}`) : ask(room, 'enter'))}
              >
                {t(room.joined ? 'upkeep.rooms.open' : 'upkeep.rooms.deeds.enter.confirm')}
              </MenuItem>
              <MenuItem
                icon={<KeyRound size={16} aria-hidden />}
                onClick={() => setAsked({ room, deed: 'handOver' })}
              >
                {t('upkeep.rooms.handOver.submit')}
              </MenuItem>
              {room.isActive ? (
                <MenuItem icon={<Archive size={16} aria-hidden />} onClick={() => ask(room, 'archive')}>
                  {t('upkeep.rooms.deeds.archive.confirm')}
                </MenuItem>
              ) : (
                <MenuItem
                  icon={<ArchiveRestore size={16} aria-hidden />}
                  onClick={() => ask(room, 'restore')}
                >
                  {t('upkeep.rooms.deeds.restore.confirm')}
                </MenuItem>
              )}
              <MenuSeparator />
              <MenuItem
                danger
                icon={<Trash2 size={16} aria-hidden />}
                onClick={() => setAsked({ room, deed: 'delete' })}
              >
                {t('upkeep.rooms.delete.submit')}
              </MenuItem>
            </MenuPopup>
          )
        }
      </MenuRoot>
      {dialog}
      {asked?.deed === 'handOver' && (
        <HandAnyRoomOver room={asked.room} onClose={close} onChanged={onChanged} />
      )}
      {asked?.deed === 'delete' && (
        <DeleteAnyRoom
          room={asked.room}
          onClose={close}
          onDeleted={() => {
            onGone(asked.room)
            say(t('upkeep.rooms.delete.done', { name: asked.room.name }))
          }}
        />
      )}
    </>
  )
}
