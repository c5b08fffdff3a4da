import { useTranslations } from 'next-intl'
import { DeadEnd } from '#components/rooms/dead-end.tsx'

export default function NotFound() {
  const t = useTranslations()
  return <DeadEnd title={t('rooms.notFound.title')}>{t('rooms.notFound.body')}</DeadEnd>
}
