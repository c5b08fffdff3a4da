import { useTranslations } from 'next-intl'
import { withRoomRuleWords } from '#components/rooms/room-rule-words.tsx'

/** Says in a room for how long messages are kept there. */
export default withRoomRuleWords(function KeptLine({ days }: { days: number }) {
  const t = useTranslations()
  return <>{t('rooms.retention.kept', { days })}</>
})
