/*
 * What bench/conversation.ts runs inside the page. Playwright sends each function as text, so none of them
 * uses anything from outside itself.
 */

/** Clicks a room in the sidebar; gives the milliseconds until its history is painted. */
export const switchTo = (roomId: string) =>
  new Promise<number>((resolve) => {
    const began = performance.now()
    document.querySelector<HTMLAnchorElement>(`nav a[href="/rooms/${roomId}"]`)?.click()
    const look = () => {
      const list = document.querySelector(`ol[data-room="${roomId}"]`)
      if (!list?.querySelector('[data-testid="message-text"]')) return void requestAnimationFrame(look)
      // The frame that has it is painted when the next one begins.
      requestAnimationFrame(() => resolve(performance.now() - began))
    }
    requestAnimationFrame(look)
  })

/**
 * Waits until a message with these words is painted; gives when that was, and when Enter was pressed here.
 */
export const watchForWords = (words: string) =>
  new Promise<{ pressedAt: number; shownAt: number }>((resolve) => {
    let pressedAt = 0
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Enter') pressedAt = performance.timeOrigin + event.timeStamp
    }
    document.addEventListener('keydown', pressed, { capture: true })
    const look = () => {
      const texts = [...document.querySelectorAll('[data-testid="message-text"]')].slice(-5)
      if (!texts.some((one) => one.textContent === words)) return
      observer.disconnect()
      document.removeEventListener('keydown', pressed, { capture: true })
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          resolve({ pressedAt, shownAt: performance.timeOrigin + performance.now() }),
        ),
      )
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  })

/**
 * Scrolls upwards as fast as a hand turns a wheel; gives frames a second, the longest one, and what went by.
 */
export const frames = (forMs: number) =>
  new Promise<{ perSecond: number; longestMs: number; passed: number }>((resolve) => {
    const box = document.querySelector('ol[data-room]')?.parentElement?.parentElement
    const began = performance.now()
    const seen = new Set<string>()
    let last = began
    let count = 0
    let longestMs = 0
    const turn = (now: number) => {
      for (const one of document.querySelectorAll<HTMLElement>('[data-seq]')) seen.add(one.dataset.seq ?? '')
      if (count > 0) longestMs = Math.max(longestMs, now - last)
      last = now
      count++
      box?.scrollBy(0, -150)
      if (now - began < forMs) requestAnimationFrame(turn)
      else resolve({ perSecond: count / ((now - began) / 1000), longestMs, passed: seen.size })
    }
    requestAnimationFrame(turn)
  })
