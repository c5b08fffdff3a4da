import { useTranslations } from 'next-intl'
import { DeadEnd } from '#components/rooms/dead-end.tsx'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('common.notFound.title'))

export default function NotFound() {
  const t = useTranslations()
  return (
    <main className="flex flex-1">
      <DeadEnd title={t('common.notFound.heading')}>{t('common.notFound.body')}</DeadEnd>
    </main>
  )
}
