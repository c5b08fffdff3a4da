import type { ComponentProps, ComponentType } from 'react'
import { createStore } from '#lib/store.ts'
import { useStore } from './use-store.ts'

export type ButtonProps<Payload> = ComponentProps<'button'> & { id: string; payload?: Payload }

/** A menu or popover that is here, and the button that knows how to open it. */
type Popup<Payload> = {
  Trigger: ComponentType<ButtonProps<Payload>>
  open: (buttonId: string) => void
  close: () => void
}

/**
 * Between buttons (`OpenButton`) and the one menu or dialog they open (`MenuFor`, `PopoverFor`), which
 * comes later than they do: a button pressed before that is `asked`, and opens it when it comes.
 */
export const createOpening = <Payload = unknown>(opens: 'menu' | 'dialog') => {
  const { get, set, subscribe } = createStore<{ popup: Popup<Payload> | null; asked: string | null }>({
    popup: null,
    asked: null,
  })
  return {
    opens,
    get,
    subscribe,
    open: (buttonId: string) => {
      const { popup } = get()
      if (popup) popup.open(buttonId)
      else set({ asked: buttonId })
    },
    close: () => get().popup?.close(),
    /** The button that was pressed before is ready now. */
    answer: (buttonId: string) => {
      const { popup, asked } = get()
      if (!popup || asked !== buttonId) return
      set({ asked: null })
      popup.open(buttonId)
    },
    /** From now on it is here. Returns how to say that it went. */
    come: (popup: Popup<Payload>) => {
      set({ popup })
      return () => set({ popup: null })
    },
  }
}
export type Opening<Payload = unknown> = ReturnType<typeof createOpening<Payload>>

/** Whether somebody waits for what it opens. */
export const useWanted = <Payload>(opening: Opening<Payload>): boolean => useStore(opening).asked !== null
