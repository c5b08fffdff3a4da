'use client'

import { createFormatter } from 'next-intl'
import { createContext, useContext } from 'react'

export const { timeZone } = Intl.DateTimeFormat().resolvedOptions()

/**
 * Writes dates, times and numbers as one locale does, in the time zone of this machine:
 * a page drawn by the server waits with it.
 */
export const formatsOf = (locale: string) => createFormatter({ locale, timeZone })

export const FormatsContext = createContext(formatsOf('en'))

/** How the reader is used to see dates, times and numbers, whatever language the words are in. */
export const useFormats = () => useContext(FormatsContext)
