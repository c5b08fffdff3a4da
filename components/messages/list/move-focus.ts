import type { KeyboardEvent } from 'react'

/** Arrow keys go from message to message; Enter opens the actions of the one with the focus. */
export const moveFocus = (event: KeyboardEvent): void => {
  const here = event.target
  if (!(here instanceof HTMLElement) || here.dataset.testid !== 'message') return
  if (event.key === 'Enter') {
    event.preventDefault()
    here.querySelector<HTMLElement>('[data-message-menu]')?.click()
    return
  }
  if (event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
  event.preventDefault()
  let row = here.closest('li')
  do
    row = (
      event.key === 'ArrowUp' ? row?.previousElementSibling : row?.nextElementSibling
    ) as HTMLLIElement | null
  while (row && !messageIn(row))
  if (row) messageIn(row)?.focus()
}

const messageIn = (row: Element): HTMLElement | null =>
  row.querySelector<HTMLElement>('[data-testid="message"]')
