import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useCopy } from '#components/ui/use-copy.ts'

/** A link that somebody is to be given; it is shown this once. */
export type MadeLink = { name: string; link: string; isNew: boolean }

type Props = { open: boolean; onOpenChange: (open: boolean) => void; made: MadeLink | null }

export function LinkDialog({ open, onOpenChange, made }: Props) {
  const t = useTranslations()
  const copy = useCopy()
  if (!made) return null
  const link = new URL(made.link, window.location.origin).href
  const name = { name: made.name }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('administration.people.link.title', name)}
      description={t(
        made.isNew ? 'administration.people.link.newcomer' : 'administration.people.link.reset',
        name,
      )}
    >
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('administration.people.link.label')}
            name="link"
            value={link}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
        </div>
        <Button look="primary" onClick={() => void copy(link, 'link')}>
          {t('administration.people.link.copy')}
        </Button>
      </div>
    </Dialog>
  )
}
