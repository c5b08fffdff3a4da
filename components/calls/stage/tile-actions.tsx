import { EllipsisVertical, MicOff, Pin, PinOff, UserX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { MenuItem, MenuPopup, MenuRoot, MenuTrigger } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.ts'
import type { View } from '#lib/calls/browser/state/layout.ts'
import type { Participant } from '#lib/calls/schema.ts'
import { asRefusal } from '#lib/errors.ts'
import { send } from '#lib/realtime/browser/client.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'

const corner =
  'rounded-md bg-corridor/85 p-1.5 text-corridor-ink opacity-0 focus-visible:opacity-100 group-hover:opacity-100 aria-pressed:opacity-100 data-popup-open:opacity-100 pointer-coarse:opacity-100'

type Props = {
  room: Room
  participant: Participant
  view: View
  own: boolean
  isPinned: boolean
  onPin: () => void
}

/**
 * What may be done with a tile: pin it, and for moderators of the room mute or
 * remove. Nobody can be unmuted by another.
 */
export function TileActions({ room, participant, view, own, isPinned, onPin }: Props) {
  const t = useTranslations()
  const { participantId, name, media } = participant
  const { kind } = view
  const moderate = (action: 'mute' | 'remove') => {
    send('call:moderate', { roomId: room.id, participantId, action }).catch((error) => say(asRefusal(error)))
  }
  return (
    <div className="absolute top-2 end-2 flex gap-1.5">
      <button
        type="button"
        aria-label={
          isPinned ? t(`calls.tile.unpin.${kind}`, { name }) : t(`calls.tile.pin.${kind}`, { name })
        }
        aria-pressed={isPinned}
        onClick={onPin}
        className={corner}
      >
        {isPinned ? <PinOff size={16} aria-hidden /> : <Pin size={16} aria-hidden />}
      </button>
      {kind === 'camera' && !own && canModerate(room) && (
        <MenuRoot>
          <MenuTrigger aria-label={t('calls.tile.actions', { name })} className={corner}>
            <EllipsisVertical size={16} aria-hidden />
          </MenuTrigger>
          <MenuPopup align="end">
            {media.microphone && (
              <MenuItem icon={<MicOff size={16} aria-hidden />} onClick={() => moderate('mute')}>
                {t('calls.tile.mute')}
              </MenuItem>
            )}
            <MenuItem icon={<UserX size={16} aria-hidden />} onClick={() => moderate('remove')}>
              {t('calls.tile.remove')}
            </MenuItem>
          </MenuPopup>
        </MenuRoot>
      )}
    </div>
  )
}
