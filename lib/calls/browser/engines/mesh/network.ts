type Connection = EventTarget & { type?: string }

/** Tells when this machine got another way into the network. Returns how to stop. */
export const watchNetwork = (changed: () => void): (() => void) => {
  const connection: Connection | undefined =
    'connection' in navigator ? (navigator.connection as Connection) : undefined
  let type = connection?.type
  // The event also tells every new estimate of the speed.
  const compare = () => {
    if (connection?.type === type) return
    type = connection?.type
    if (type !== 'none') changed()
  }
  window.addEventListener('online', changed)
  connection?.addEventListener('change', compare)
  return () => {
    window.removeEventListener('online', changed)
    connection?.removeEventListener('change', compare)
  }
}
