import { MessageSquareOff, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { MenuItem } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.ts'
import { withWords } from '#components/words/with-words.tsx'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import type { Member } from '#lib/rooms/schema.ts'
import moderation from '#lib/words/en/moderation.json' with { type: 'json' }

type Props = { roomId: string; member: Member; onMute: () => void }

/** In a member's menu: to mute them, or to end that. */
export const MuteItem = withWords({ moderation })(function MuteItem({ roomId, member, onMute }: Props) {
  const t = useTranslations()
  const end = async () => {
    try {
      const params = { roomId, userId: member.id }
      await api('DELETE /rooms/{roomId}/members/{userId}/mute', { params })
      say(t('moderation.mute.ended', { name: member.name }))
    } catch (error) {
      say(asRefusal(error))
    }
  }
  if (member.mute)
    return (
      <MenuItem icon={<Undo2 size={16} aria-hidden />} onClick={() => void end()}>
        {t('moderation.mute.end')}
      </MenuItem>
    )
  return (
    <MenuItem icon={<MessageSquareOff size={16} aria-hidden />} onClick={onMute}>
      {t('moderation.mute.open')}
    </MenuItem>
  )
})
