import { useCallback, useState } from 'react'
import type { Health } from '#lib/health/schema.ts'
import { api } from '#lib/http/browser/client.ts'

/** Looks when it is asked to; what was seen before stays until there is something newer. */
export function useHealth() {
  const [health, setHealth] = useState<Health | null>(null)
  const [state, setState] = useState<'looking' | 'seen' | 'failed'>('looking')
  const look = useCallback(() => {
    setState('looking')
    api('GET /admin/health').then(
      (seen) => {
        setHealth(seen)
        setState('seen')
      },
      () => setState('failed'),
    )
  }, [])
  return { health, state, look }
}
