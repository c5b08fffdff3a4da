import { createContext, useContext } from 'react'

/** Opens the call of the room whose conversation this is; null where there is none, and while it is open. */
const Context = createContext<(() => void) | null>(null)
export const CallDoor = Context.Provider
export const useCallDoor = () => useContext(Context)
