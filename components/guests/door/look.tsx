'use client'

import { useEffect, useState } from 'react'
import { withCallWords } from '#components/calls/call-words.tsx'
import { Preview } from '#components/calls/lobby/preview.tsx'
import { createOwnMedia } from '#lib/calls/browser/devices/own-media.ts'

/** A look at one's camera and microphone. What is switched off here begins so in the call. */
function Look({ name }: { name: string }) {
  const [own] = useState(createOwnMedia)
  useEffect(() => {
    void own.open()
    return own.close
  }, [own])
  return (
    <div className="corridor rounded-2xl p-3">
      <Preview call={{ own }} viewer={{ id: '', name, avatarUrl: null }} />
    </div>
  )
}

export default withCallWords(Look)
