import { expect, type Page } from '@playwright/test'
import { named } from '../names.ts'
import { say } from './messages.ts'

/** A file as a person chooses one. */
export type Bytes = { name: string; bytes: Buffer; type?: string }

/** Chooses files, waits until they are up, and sends them with these words. */
export async function sendFiles(page: Page, files: Bytes[], words: string): Promise<void> {
  const given = files.map(({ name, bytes, type = 'application/octet-stream' }) => ({
    name,
    mimeType: type,
    buffer: bytes,
  }))
  await page.getByTestId('file-input').setInputFiles(given)
  const staged = named(page, 'toBeSent').getByRole('listitem')
  await expect(staged).toHaveCount(files.length)
  await expect(staged.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
  await say(page, words)
}

/** What the link of a file gives to whoever sees it. */
export async function downloaded(page: Page, name: string): Promise<Buffer> {
  const link = page.getByTestId('attachments').getByRole('link', { name }).first()
  const address = await link.getAttribute('href')
  const answer = await page.request.get(address ?? '')
  expect(answer.ok(), `${name}: ${answer.status()}`).toBe(true)
  return answer.body()
}
