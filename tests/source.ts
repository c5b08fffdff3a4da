import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

const root = join(import.meta.dirname, '..')
const imports = {
  '#lib/': '/source/lib/',
  '#lib/words/in-english.ts': '/source/lib/words/in-english.browser.ts',
  'socket.io-client': '/source/node_modules/socket.io-client/dist/socket.io.esm.min.js',
}
const empty = `<!doctype html><title>Source</title><script type="importmap">${JSON.stringify({ imports })}</script>`

/**
 * Opens an empty page of the server whose modules are the files of this repository, under /source, with their
 * types stripped: so the browser runs what no page of the product loads.
 */
export async function openSource(page: Page): Promise<void> {
  await page.route('**/source/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/source/') return route.fulfill({ contentType: 'text/html', body: empty })
    const text = await readFile(join(root, pathname.slice('/source/'.length)), 'utf8')
    const body = pathname.endsWith('.ts') ? stripTypeScriptTypes(text) : text
    return route.fulfill({ contentType: 'text/javascript', body })
  })
  // Chromium does not know from which network this page is, and would not let it reach the server.
  await page.context().grantPermissions(['local-network-access'])
  await page.goto('/source/')
}
