import type { Page } from '@playwright/test'
import { upgraded } from './builds.ts'
import type { Server } from './server.ts'

/** What a browser says of a server that is away and of code that is gone. */
export const saidMeanwhile = [
  /WebSocket (connection|is already in CLOSING)|net::ERR_(CONNECTION_|EMPTY_RESPONSE)/,
  /status of 40[49]/,
  /ChunkLoadError|Failed to load chunk/,
]

export const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })
export const bar = (page: Page) => page.getByText('A new version is ready.')
/** Counts the documents a page asks for from now on. */
export const documentsOf = (page: Page) => {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) asked.push(new URL(request.url()).pathname)
  })
  return asked
}
/** Puts a new build in the place of the server, as an upgrade does. */
export const upgrade = async (
  old: Server,
  serve: (settings: Record<string, string>, checkout: string) => Promise<Server>,
) => {
  await old.stop()
  return serve({ PORT: new URL(old.url).port, DATA_DIR: old.dataDir }, upgraded())
}
