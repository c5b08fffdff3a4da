import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Refused } from '#lib/words/refusal-words.ts'
import { RefusalText } from './refusal-text.tsx'

type Props = { list: { failure: Refused | null; retry: () => unknown } }

/** Why a list could not be loaded, and another try; nothing while there is no reason to. */
export function LoadFailed({ list: { failure, retry } }: Props) {
  const t = useTranslations()
  if (!failure) return null
  return (
    <Alert>
      <RefusalText of={failure} />{' '}
      <Button size="small" onClick={() => void retry()}>
        {t('common.retry')}
      </Button>
    </Alert>
  )
}
