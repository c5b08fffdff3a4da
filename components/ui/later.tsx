import { type ComponentType, useState, useSyncExternalStore } from 'react'
import { ahead } from '#lib/build/browser/load.ts'
import { createStore } from '#lib/store.ts'
import { lazily } from './lazily.tsx'

/**
 * A part of the page that shows nothing until it is asked for, as a menu or a dialog: it stands there once
 * the page is at rest, or when it is `wanted` before that.
 */
export const later = <P extends object>(get: () => Promise<{ default: ComponentType<P> }>) => {
  const fetched = createStore({ isHere: false })
  const Part = lazily(ahead(get, () => fetched.set({ isHere: true })))
  return function Later({ wanted, ...props }: P & { wanted: boolean }) {
    const isHere = useSyncExternalStore(fetched.subscribe, () => fetched.get().isHere, neverYet)
    const [asked, setAsked] = useState(false)
    if (wanted && !asked) setAsked(true)
    return isHere || asked ? <Part {...(props as unknown as P)} /> : null
  }
}

/** What the server draws is drawn the same way here, however much has come meanwhile. */
const neverYet = () => false
