import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { worded } from '#components/words/worded.tsx'
import { notAtRestBefore } from '#lib/build/browser/at-rest.ts'
import { load } from '#lib/build/browser/load.ts'
import { createStore } from '#lib/store.ts'
import { NotLoaded } from './lazily.tsx'

/**
 * A part of the page that comes right after what one can use already, as the list of messages after the place
 * to write: it is asked for once that is there, and what stands `meanwhile` stands until it is here. Should
 * that fail, it goes on standing, and what is missing says so. What stands around the page is there before
 * the place to write is, and comes `when` the page is at rest.
 */
export const soon = <P extends object>(
  get: () => Promise<{ default: ComponentType<P> }>,
  when: () => Promise<void> = aTaskLater,
) => {
  const fetched = createStore<{ Part: ComponentType<P> | null; failed: boolean }>(nothingYet)
  const ask = () =>
    notAtRestBefore(
      load(worded(get)).then(
        ({ default: Part }) => fetched.set({ Part }),
        () => fetched.set({ failed: true }),
      ),
    )
  return function Soon({ meanwhile, ...props }: P & { meanwhile: ReactNode }) {
    const { Part, failed } = useSyncExternalStore(fetched.subscribe, fetched.get, () => nothingYet)
    const isMissing = Part === null
    useEffect(() => {
      if (!isMissing) return
      let isWanted = true
      void when().then(() => isWanted && ask())
      return () => {
        isWanted = false
      }
    }, [isMissing])
    if (Part) return <Part {...(props as unknown as P)} />
    return (
      <>
        {meanwhile}
        {failed && <NotLoaded />}
      </>
    )
  }
}

/** What can be used already is there first. */
const aTaskLater = () => new Promise<void>((resolve) => setTimeout(resolve))

/** What the server draws is drawn the same way here, whatever is here already. */
const nothingYet = { Part: null, failed: false }
