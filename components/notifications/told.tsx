'use client'

import { soon } from '#components/ui/soon.tsx'

const DoneByOthers = soon(() => import('./done-by-others.tsx'))

/** What is said in passing of what others did; nobody has to hear it before they can write. */
export const Told = () => <DoneByOthers meanwhile={null} />
