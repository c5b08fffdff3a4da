'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { iconButtonClass } from './icon-button.tsx'

const toasts = Toast.createToastManager()

/** Says something in passing, from anywhere in the page. Never the only place where a failure is told. */
export const say = (title: string): void => {
  toasts.add({ title, timeout: 5_000 })
}

export function Toaster() {
  return (
    <Toast.Provider toastManager={toasts}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Toasts() {
  return Toast.useToastManager().toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-xl bg-ink text-paper shadow-raised transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center justify-between gap-2 py-1.5 pr-1.5 pl-4">
        <Toast.Title className="text-base" />
        <Toast.Close aria-label="Dismiss" className={`${iconButtonClass} text-paper hover:text-ink`}>
          <X size={16} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
