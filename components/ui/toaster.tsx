'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { iconButtonClass } from './icon-button.tsx'
import { type Said, said } from './toast.ts'

const toasts = Toast.createToastManager()

const show = ({ what, action }: Said): void => {
  const id = toasts.add({
    title: typeof what === 'string' ? what : <RefusalText of={what} />,
    timeout: action ? 15_000 : 5_000,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          toasts.close(id)
          action.run()
        },
      },
    }),
  })
}

const showWaiting = (): void => {
  const { waiting } = said.get()
  if (waiting.length === 0) return
  said.set({ waiting: [] })
  waiting.forEach(show)
}

/** Shows what is said in passing (`say`). */
export default function Toaster() {
  const t = useTranslations()
  useEffect(() => {
    showWaiting()
    return said.subscribe(showWaiting)
  }, [])
  return (
    <Toast.Provider toastManager={toasts}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={t('common.notices')}
          className="fixed end-4 z-50 max-sm:top-16 sm:bottom-24 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2"
        >
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Toasts() {
  const t = useTranslations()
  return Toast.useToastManager().toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-xl bg-ink text-paper shadow-raised transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center justify-between gap-2 py-1.5 pe-1.5 ps-4">
        <Toast.Title className="min-w-0 flex-1 text-base" />
        {toast.actionProps && (
          <Toast.Action className="h-8 shrink-0 rounded-lg bg-accent px-3 font-medium text-on-accent text-sm hover:bg-accent-strong" />
        )}
        <Toast.Close
          aria-label={t('common.dismiss')}
          className={`${iconButtonClass} text-paper hover:text-ink`}
        >
          <X size={16} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
