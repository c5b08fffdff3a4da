import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { refusalWords } from '#lib/words/refusal-words.ts'

type Asked = Record<string, string | string[] | undefined>
type Props = { asked: Asked; providers: { id: string; name: string }[] }

const told = /^(?:(?:elsewhere|accounts|rooms|limits)\.\w+|internal|away)$/

/** Why somebody came back from elsewhere and is not in: their address names words of the catalogue. */
export function Refused({ asked: { refused, by, seconds }, providers }: Props) {
  const t = useTranslations()
  if (typeof refused !== 'string' || !told.test(refused)) return null
  const provider = providers.find(({ id }) => id === by)?.name ?? t('elsewhere.somewhere')
  const params = { provider, seconds: Number(seconds) || 60 }
  return <Alert>{refusalWords(t, { reason: refused, params, message: t('elsewhere.failed') })}</Alert>
}
