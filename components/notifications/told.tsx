'use client'

import { soon } from '#components/ui/soon.tsx'
import { load } from '#lib/build/browser/load.ts'

/** Nobody misses what is said in passing: that code could not be loaded is told by parts that one sees. */
const DoneByOthers = soon(() =>
  load(() => import('./done-by-others.tsx')).catch(() => ({ default: (): null => null })),
)

/** What is said in passing of what others did; nobody has to hear it before they can write. */
export const Told = () => <DoneByOthers meanwhile={null} />
