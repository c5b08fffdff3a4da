import { useEffect } from 'react'
import { useAsking } from './use-asking.ts'

const icons = () => document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')

/** The sign of the app with how much is unread on it; its rim is the browser's own colour, light or dark. */
const drawn = (count: number): string => {
  const words = count > 9 ? '9+' : String(count)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<style>.rim{fill:#fff}@media(prefers-color-scheme:dark){.rim{fill:#202124}}</style>
<rect width="64" height="64" rx="15" fill="#16302a"/><path d="M17 51V28a15 15 0 0 1 30 0v23z" fill="#f4b63f"/>
<path d="M26 51V30a8.500 8.500 0 0 1 17 0v21z" fill="#16302a"/>
<circle class="rim" cx="43" cy="43" r="21"/><circle cx="43" cy="43" r="18" fill="#c5281c"/>
<text x="43" y="52" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${words.length > 1 ? 21 : 27}" fill="#fff">${words}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Marks the tab's icon too: of a narrow tab nothing else is left to see. */
export default function DrawnBadge() {
  const count = useAsking()
  useEffect(() => {
    const draw = () => {
      for (const icon of icons()) {
        // Pages that come and go bring their icons along: what each was stays written on it.
        icon.dataset.plain ??= icon.getAttribute('href') ?? ''
        const wanted = count > 0 ? drawn(count) : icon.dataset.plain
        if (icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted)
      }
    }
    draw()
    const observer = new MutationObserver(draw)
    observer.observe(document.head, { childList: true })
    return () => observer.disconnect()
  }, [count])
  return null
}
