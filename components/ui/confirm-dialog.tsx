import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useTranslations } from 'next-intl'
import { Button, buttonClass } from './button.tsx'
import { backdropClass, popupClass, viewportClass } from './dialog.tsx'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  body: string
  confirm: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
}

/** Asks before something that cannot be taken back, or that others will notice. */
export function ConfirmDialog({ open, onOpenChange, title, body, confirm, danger, busy, onConfirm }: Props) {
  const t = useTranslations()
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropClass} />
        <AlertDialog.Viewport className={viewportClass}>
          <AlertDialog.Popup className={popupClass}>
            <AlertDialog.Title className="font-semibold text-lg">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-2 text-ink-soft">{body}</AlertDialog.Description>
            <div className="mt-6 flex justify-end gap-2">
              <AlertDialog.Close className={buttonClass('plain')}>{t('common.cancel')}</AlertDialog.Close>
              <Button look={danger ? 'danger' : 'primary'} busy={busy ?? false} onClick={onConfirm}>
                {confirm}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
