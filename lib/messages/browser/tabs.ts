/**
 * The tabs of one person in one browser: what they tell each other,
 * and what only one of them may do at a time.
 */
export type Tabs<News> = {
  say: (news: News) => void
  /** Returns how to stop. */
  hear: (listener: (news: News) => void) => () => void
  /** Runs the work when no other tab does; a tab that closes or crashes passes the turn on. */
  alone: (what: string, work: () => Promise<void>) => Promise<void>
}

export const openTabs = <News>(name: string): Tabs<News> => {
  // Made when it is first needed: the server, which renders the page too, has no tabs.
  let made: BroadcastChannel | undefined
  const open = () => {
    made ??= new BroadcastChannel(name)
    return made
  }
  return {
    say: (news) => open().postMessage(news),
    hear(listener) {
      const hear = ({ data }: MessageEvent<News>) => listener(data)
      open().addEventListener('message', hear)
      return () => open().removeEventListener('message', hear)
    },
    // Locks are missing where the page came over plain HTTP. Then two tabs may
    // send the same, which the server stores once.
    alone: (what, work) => ('locks' in navigator ? navigator.locks.request(`${name}.${what}`, work) : work()),
  }
}
