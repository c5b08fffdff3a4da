'use client'

import { ahead } from '#lib/build/browser/load.ts'
import { bring } from './part.ts'

// Whoever shows one of them says what to do when it cannot be fetched (components/ui/lazily.tsx).
bring(ahead(() => import('./all.ts')))

/** Brings a page what it shows only when it is asked for. */
export const Parts = () => null
