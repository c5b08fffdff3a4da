import { expect, type Page } from '@playwright/test'
import { named } from '../names.ts'
import type { Program } from '../program.ts'
import { joinCall, leaveCall, tileOf } from './calls.ts'
import { type Bytes, downloaded, sendFiles } from './files.ts'
import { framesFrom } from './media.ts'
import { act, message, say } from './messages.ts'

/** Somebody in front of a browser of their own, and their account as a program. */
export type Person<P extends Program = Program> = { name: string; page: Page; program: P } & Deeds

type Deeds = {
  opens: (room: { id: string }) => Promise<void>
  /** Writes a message and sends it. */
  posts: (words: string) => Promise<void>
  /** One message with these words is there. */
  sees: (words: string) => Promise<void>
  doesNotSee: (words: string) => Promise<void>
  /** What the open room shows is this, in this order, and nothing else. */
  seesInOrder: (words: string[]) => Promise<void>
  edits: (words: string, into: string) => Promise<void>
  deletes: (words: string) => Promise<void>
  sendsFile: (file: Bytes, words: string) => Promise<void>
  /** The bytes behind the link of a file in the open room. */
  downloads: (name: string) => Promise<Buffer>
  reloads: () => Promise<void>
  goesOffline: () => Promise<void>
  comesBack: () => Promise<void>
  joinsCall: () => Promise<void>
  leavesCall: () => Promise<void>
  /** Sits in a call with these, as their page shows it, and with nobody else. */
  isInCallWith: (others: Pick<Person, 'program'>[], withinMs?: number) => Promise<void>
  sharesScreen: () => Promise<void>
  stopsSharing: () => Promise<void>
  /** New pictures of somebody's screen are decoded. */
  seesScreenOf: (other: Pick<Person, 'page'>) => Promise<void>
  /** The tab dies as a crashed one does: without a farewell. Chromium alone can be made to. */
  losesTab: () => Promise<void>
}

export function personOf<P extends Program>(who: { name: string; page: Page; program: P }): Person<P> {
  const { page } = who
  const seat = (other: Pick<Person, 'page'>) =>
    other.page.evaluate(() => window.__rooms?.call().me ?? 'nowhere')
  return {
    ...who,
    opens: async ({ id }) => {
      await page.goto(`/rooms/${id}`)
      await expect(named(page, 'composer')).toBeVisible()
    },
    posts: (words) => say(page, words),
    sees: (words) => expect(message(page, words)).toBeVisible({ timeout: 20_000 }),
    doesNotSee: (words) => expect(message(page, words)).toHaveCount(0),
    seesInOrder: (words) => expect(page.getByTestId('message-text')).toHaveText(words, { timeout: 30_000 }),
    edits: async (words, into) => {
      await act(page, words, 'Edit')
      await named(page, 'editField').fill(into)
      await named(page, 'save').click()
    },
    deletes: async (words) => {
      await act(page, words, 'Delete')
      await named(page.getByRole('alertdialog'), 'confirmDeletion').click()
    },
    sendsFile: (file, words) => sendFiles(page, [file], words),
    downloads: (name) => downloaded(page, name),
    reloads: async () => {
      await page.reload()
      await expect(named(page, 'composer')).toBeVisible()
    },
    goesOffline: () => page.context().setOffline(true),
    comesBack: () => page.context().setOffline(false),
    joinsCall: () => joinCall(who),
    leavesCall: () => leaveCall(who),
    isInCallWith: async (others, timeout = 20_000) => {
      await expect(page.getByTestId('tile')).toHaveCount(others.length + 1, { timeout })
      for (const other of others) await expect(tileOf(who, other)).toBeVisible()
    },
    sharesScreen: () => named(page, 'shareScreen').click(),
    stopsSharing: () => named(page, 'stopSharing').click(),
    seesScreenOf: async (other) => {
      const from = await seat(other)
      const before = await framesFrom(who, from, 'screen')
      await expect
        .poll(() => framesFrom(who, from, 'screen'), { message: 'pictures of the screen', timeout: 30_000 })
        .toBeGreaterThan(before)
    },
    losesTab: async () => {
      await page.goto('chrome://crash').catch(() => undefined)
    },
  }
}
