import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { findProgram, installDebian } from './find.ts'

/** CHROMIUM_PATH, Playwright's own, or the system's. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  return (
    findProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], ['/snap/bin']) ??
    ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find((path) => existsSync(path))
  )
}

/** A browser for what is measured or pictured, outside of Playwright's tests. */
export function launchChromium(args: string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  // Root, as in containers, has no sandbox to put it into.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ ...(executablePath && { executablePath }), args: [...args, ...sandbox] })
}

const shell = 'chromium-headless-shell'

/**
 * One without a window, notifications, questions for permission and devices it remembers, in a third less
 * time; otherwise the usual one.
 */
export const findHeadless = (): string | undefined =>
  process.env.CHROMIUM_PATH ?? findProgram([shell]) ?? findChromium()

export function ensureChromium(): void {
  if (findChromium()) return
  for (const packages of [['chromium', shell], ['chromium']]) {
    installDebian(packages)
    if (findChromium()) return
  }
  console.log('Installing Chromium with Playwright …')
  spawnSync('playwright', ['install', 'chromium'])
  if (!findChromium())
    throw new Error(
      'Chromium is missing: `npx playwright install chromium`, or set CHROMIUM_PATH to a Chromium or Chrome.',
    )
}
