'use client'

import { useEffect } from 'react'
import { atRest } from '#lib/build/browser/at-rest.ts'
import { load } from '#lib/build/browser/load.ts'

/**
 * Emoji for systems that have none: the browser is told of their font only there, and fetches it with the
 * first one that it has to draw.
 */
export function EmojiFont() {
  useEffect(() => {
    void atRest().then(() => {
      // Without them emoji are what they were.
      if (!drawsEmoji()) load(() => import('./emoji-font.css')).catch(() => undefined)
    })
  }, [])
  return null
}

const sidePx = 16

/** Whether black ink leaves colour where an emoji is drawn: what is missing is a black box, or nothing. */
function drawsEmoji(): boolean {
  const canvas = document.createElement('canvas')
  canvas.width = sidePx
  canvas.height = sidePx
  const ink = canvas.getContext('2d', { willReadFrequently: true })
  if (!ink) return true
  ink.font = `${sidePx}px sans-serif`
  ink.textBaseline = 'top'
  ink.fillText('😀', 0, 0)
  const { data } = ink.getImageData(0, 0, sidePx, sidePx)
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 32) return true
  }
  return false
}
