import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { useWholePage } from '#components/ui/use-whole-page.ts'
import type { Failure } from './failed-page.tsx'

type Props = Failure & { title: string; children: string }

/** Stands where a page would that could not be drawn: trying again may help. */
export default function Failed({ error, retry, title, children }: Props) {
  const t = useTranslations()
  const again = useWholePage(error, retry)
  const { digest } = error
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState
        alone
        icon={<TriangleAlert size={22} />}
        title={title}
        action={
          <Button look="primary" onClick={again}>
            {t('common.failed.retry')}
          </Button>
        }
      >
        {children}
        {digest && ` ${t('common.failed.number', { digest })}`}
      </EmptyState>
    </div>
  )
}
