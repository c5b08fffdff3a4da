'use client'

import { useEffect } from 'react'
import { api } from '#lib/http/browser/client.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import { useInstance } from './instance-context.tsx'

/** Keeps what this page shows of the installation as it is, for whoever is signed in. */
export function FollowInstance() {
  const { show } = useInstance()
  useEffect(() => {
    // What cannot be asked for now is asked for when the line is back.
    const ask = () => void api('GET /instance', {}).then(show, () => undefined)
    const line = socket()
    // What the page came with is new enough for its first line.
    let wasThere = false
    const up = () => {
      if (wasThere) ask()
      wasThere = true
    }
    line.on('connect', up)
    const stop = on('instance:changed', ask)
    return () => {
      stop()
      line.off('connect', up)
    }
  }, [show])
  return null
}
