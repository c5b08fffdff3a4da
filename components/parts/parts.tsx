'use client'

import { ahead, load } from '#lib/build/browser/load.ts'
import { bring } from './part.ts'

bring(ahead(() => load(() => import('./all.ts'))))

/** Brings a page what it shows only when it is asked for. */
export const Parts = () => null
