/** Says that the page's scripts have taken over what the server drew. */
const ready = 'rooms:ready'

/**
 * Run by the page itself before any of its scripts has come: what is pressed until then would be lost, and a
 * form would be sent as the browser does by itself, with its fields in the address. Both are held back; the
 * last press is made good once the page is ready. It is put into the page as text, so it leans on nothing.
 */
function keep(ready: string): void {
  let last: HTMLElement | null = null
  const press = (event: Event) => {
    const { target } = event
    const pressed = target instanceof Element ? target.closest<HTMLElement>('a[href], button, [role]') : null
    if (!pressed?.matches('button, [role=button], [role=switch], [role=checkbox], [role=tab]')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    last = pressed
  }
  const submit = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.target instanceof HTMLFormElement) last = event.target
  }
  window.addEventListener('click', press, true)
  window.addEventListener('submit', submit, true)
  document.addEventListener(
    ready,
    () => {
      window.removeEventListener('click', press, true)
      window.removeEventListener('submit', submit, true)
      if (!last?.isConnected) return
      if (last instanceof HTMLFormElement) last.requestSubmit()
      else last.click()
    },
    { once: true },
  )
}

/** For a script in the page, before anything that can be pressed. */
export const keepEarlyPress = `(${keep})(${JSON.stringify(ready)})`

/** From now on the page hears for itself what is pressed. */
export const hearPresses = (): void => void document.dispatchEvent(new Event(ready))
