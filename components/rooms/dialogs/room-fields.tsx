import { Globe, Hash, Lock, Video } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { allowed } from '#lib/limits.ts'
import type { Room } from '#lib/rooms/schema.ts'

const types = [
  {
    value: 'chat',
    label: 'rooms.types.chat',
    hint: 'rooms.types.chatHint',
    icon: <Hash size={16} aria-hidden />,
  },
  {
    value: 'video',
    label: 'rooms.types.video',
    hint: 'rooms.types.videoHint',
    icon: <Video size={16} aria-hidden />,
  },
] as const
const visibilities = [
  {
    value: 'public',
    label: 'rooms.visibilities.public',
    hint: 'rooms.visibilities.publicHint',
    icon: <Globe size={16} aria-hidden />,
  },
  {
    value: 'private',
    label: 'rooms.visibilities.private',
    hint: 'rooms.visibilities.privateHint',
    icon: <Lock size={16} aria-hidden />,
  },
] as const

type Props = {
  room?: Pick<Room, 'name' | 'description' | 'type' | 'visibility'>
  issueOf: (path: string) => string | undefined
}

/** What a room is, to make one or to change one. */
export function RoomFields({ room, issueOf }: Props) {
  const t = useTranslations()
  return (
    <>
      <TextField
        label={t('rooms.fields.name')}
        name="name"
        defaultValue={room?.name}
        maxLength={allowed().roomNameChars}
        autoComplete="off"
        required
        error={issueOf('name')}
      />
      <TextArea
        label={t('rooms.fields.description')}
        name="description"
        defaultValue={room?.description}
        maxLength={allowed().descriptionChars}
        rows={2}
        error={issueOf('description')}
      />
      <RadioCards
        label={t('rooms.fields.type')}
        name="type"
        options={types.map((one) => ({ ...one, label: t(one.label), hint: t(one.hint) }))}
        defaultValue={room?.type ?? 'chat'}
      />
      <RadioCards
        label={t('rooms.fields.visibility')}
        name="visibility"
        options={visibilities.map((one) => ({ ...one, label: t(one.label), hint: t(one.hint) }))}
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
