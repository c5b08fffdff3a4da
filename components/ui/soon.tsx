import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { ahead, load } from '#lib/build/browser/load.ts'
import { createStore } from '#lib/store.ts'
import { NotLoaded } from './lazily.tsx'

/**
 * A part of the page that comes right after what one can use already, as the list of messages after the place
 * to write: it is asked for once that is there, and what stands `meanwhile` stands until it is here.
 */
export const soon = <P extends object>(get: () => Promise<{ default: ComponentType<P> }>) => {
  const fetched = createStore<{ Part: ComponentType<P> | null }>({ Part: null })
  const put = ({ default: Part }: { default: ComponentType<P> }) => fetched.set({ Part })
  const ask = () =>
    void load(get)
      .catch(() => ({ default: NotLoaded }))
      .then(put)
  ahead(get, put)
  return function Soon({ meanwhile, ...props }: P & { meanwhile: ReactNode }) {
    const Part = useSyncExternalStore(fetched.subscribe, () => fetched.get().Part, notYet)
    const isMissing = Part === null
    useEffect(() => {
      if (!isMissing) return
      // In a task of its own: what can be used already is there first.
      const asking = setTimeout(ask)
      return () => clearTimeout(asking)
    }, [isMissing])
    return Part ? <Part {...(props as unknown as P)} /> : meanwhile
  }
}

/** What the server draws is drawn the same way here, whatever is here already. */
const notYet = () => null
