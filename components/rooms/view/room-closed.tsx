import { useTranslations } from 'next-intl'
import { DeadEnd } from '#components/rooms/dead-end.tsx'
import { withRoomRuleWords } from '#components/rooms/room-rule-words.tsx'
import type { EventPayload } from '#lib/realtime/contract.ts'

/** Stands where a room was that one may not read any more: why, as far as that was told here. */
export default withRoomRuleWords(function RoomClosed({
  told,
}: {
  told: EventPayload<'room:removed'> | null
}) {
  const t = useTranslations()
  if (told?.reason !== 'banned')
    return <DeadEnd title={t('rooms.closed.title')}>{t('rooms.closed.body')}</DeadEnd>
  const { because } = told
  return (
    <DeadEnd title={t('rooms.bans.closedTitle')}>
      {because ? t('rooms.bans.closedBecause', { because }) : t('rooms.bans.closedBody')}
    </DeadEnd>
  )
})
