import { useEffect, useState } from 'react'
import { loadMeter, strengthHere } from '#lib/accounts/browser/meter.ts'
import type { Strength } from '#lib/accounts/strength.ts'

type Typed = { password: string; email: string; name: string }

/** A reader of the screen is told once, when whoever types stops for a moment. */
const pauseMs = 250

/** How hard what is typed is to guess; null for nothing, and where the meter could not be loaded. */
export function useStrength(typed: Typed | null): Strength | null {
  const [strength, setStrength] = useState<Strength | null>(null)
  useEffect(() => {
    if (!typed?.password) return setStrength(null)
    let newest = true
    const loaded = loadMeter()
    const pause = setTimeout(async () => {
      await loaded
      if (newest) setStrength(strengthHere(typed.password, typed))
    }, pauseMs)
    return () => {
      newest = false
      clearTimeout(pause)
    }
  }, [typed])
  return strength
}
