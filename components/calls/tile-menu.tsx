import { EllipsisVertical, MicOff, UserX } from 'lucide-react'
import { MenuItem, MenuPopup, MenuRoot, MenuTrigger } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.tsx'
import type { Participant } from '#lib/calls/schema.ts'
import { asRefusal } from '#lib/errors.ts'
import { send } from '#lib/realtime/client.ts'

type Props = { roomId: string; participant: Participant }

/** What moderators of the room may do about somebody in the call. Nobody can be unmuted by another. */
export function TileMenu({ roomId, participant: { participantId, name, media } }: Props) {
  const moderate = (action: 'mute' | 'remove') => {
    send('call:moderate', { roomId, participantId, action }).catch((error) => say(asRefusal(error).message))
  }
  return (
    <MenuRoot>
      <MenuTrigger
        aria-label={`Actions for ${name}`}
        className="absolute top-2 right-2 rounded-md bg-corridor/85 p-1.5 text-corridor-ink opacity-0 focus-visible:opacity-100 group-hover:opacity-100 data-popup-open:opacity-100 pointer-coarse:opacity-100"
      >
        <EllipsisVertical size={16} aria-hidden />
      </MenuTrigger>
      <MenuPopup align="end">
        {media.microphone && (
          <MenuItem icon={<MicOff size={16} aria-hidden />} onClick={() => moderate('mute')}>
            Mute
          </MenuItem>
        )}
        <MenuItem icon={<UserX size={16} aria-hidden />} onClick={() => moderate('remove')}>
          Remove from the call
        </MenuItem>
      </MenuPopup>
    </MenuRoot>
  )
}
