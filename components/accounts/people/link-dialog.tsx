import { useTranslations } from 'next-intl'
import { Dialog } from '#components/ui/dialog.tsx'
import { LinkToCopy } from '#components/ui/link-to-copy.tsx'

/** A link that somebody is to be given; it is shown this once. */
export type MadeLink = { name: string; link: string; use: 'newcomer' | 'reset' | 'elsewhere' }

type Props = { open: boolean; onOpenChange: (open: boolean) => void; made: MadeLink | null }

export function LinkDialog({ open, onOpenChange, made }: Props) {
  const t = useTranslations()
  if (!made) return null
  const link = new URL(made.link, window.location.origin).href
  const name = { name: made.name }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('administration.people.link.title', name)}
      description={t(`administration.people.link.${made.use}`, name)}
    >
      <LinkToCopy
        link={link}
        label={t('administration.people.link.label')}
        copyLabel={t('administration.people.link.copy')}
        look="primary"
      />
    </Dialog>
  )
}
