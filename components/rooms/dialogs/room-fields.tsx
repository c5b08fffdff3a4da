import { Globe, Hash, Lock, Video } from 'lucide-react'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { allowed } from '#lib/limits.ts'
import type { Room } from '#lib/rooms/schema.ts'

const types = [
  { value: 'chat', label: 'Chat', hint: 'Text only', icon: <Hash size={16} aria-hidden /> },
  { value: 'video', label: 'Video', hint: 'Text and a call', icon: <Video size={16} aria-hidden /> },
] as const
const visibilities = [
  {
    value: 'public',
    label: 'Public',
    hint: 'Everybody here may join',
    icon: <Globe size={16} aria-hidden />,
  },
  { value: 'private', label: 'Private', hint: 'By invitation', icon: <Lock size={16} aria-hidden /> },
] as const

type Props = {
  room?: Pick<Room, 'name' | 'description' | 'type' | 'visibility'>
  issueOf: (path: string) => string | undefined
}

/** What a room is, to make one or to change one. */
export function RoomFields({ room, issueOf }: Props) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        defaultValue={room?.name}
        maxLength={allowed().roomNameChars}
        autoComplete="off"
        required
        error={issueOf('name')}
      />
      <TextArea
        label="Description"
        name="description"
        defaultValue={room?.description}
        maxLength={allowed().descriptionChars}
        rows={2}
        error={issueOf('description')}
      />
      <RadioCards label="Kind" name="type" options={types} defaultValue={room?.type ?? 'chat'} />
      <RadioCards
        label="Who may come in"
        name="visibility"
        options={visibilities}
        defaultValue={room?.visibility === 'private' ? 'private' : 'public'}
      />
    </>
  )
}

/** The fields as submitted; the server checks them. */
export const roomOf = (form: HTMLFormElement) => {
  const fields = new FormData(form)
  return {
    name: String(fields.get('name') ?? ''),
    description: String(fields.get('description') ?? ''),
    type: fields.get('type') === 'video' ? ('video' as const) : ('chat' as const),
    visibility: fields.get('visibility') === 'private' ? ('private' as const) : ('public' as const),
  }
}
