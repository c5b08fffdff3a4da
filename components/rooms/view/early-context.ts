import { createContext } from 'react'
import type { Early } from '#components/messages/list/first-messages.tsx'

/** Where a room's page leaves what the server drew, for the view that takes its place. */
export const EarlyContext = createContext<(early: Early) => void>(() => {})
