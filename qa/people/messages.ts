import { expect, type Locator, type Page } from '@playwright/test'
import { named } from '../names.ts'

/** A message by its words. */
export const message = (page: Page, words: string): Locator =>
  page.getByTestId('message').filter({ hasText: words })

/** Writes a message and sends it. */
export async function say(page: Page, words: string): Promise<void> {
  const composer = named(page, 'composer')
  // A page can be read before its script listens: Enter would be a new
  // line. React marks what it has taken over.
  const listens = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactProps'))
  await expect.poll(() => composer.evaluate(listens), 'the page listens').toBe(true)
  await composer.fill(words)
  // On glass Enter begins a new line.
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) await named(page, 'send').click()
  else await composer.press('Enter')
}

/** One of the actions of a message. */
export async function act(page: Page, words: string, action: string): Promise<void> {
  await message(page, words).hover()
  await named(message(page, words), 'actions').click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}
