import { cannotCheck, expect, test } from 'rooms/qa'
import { sendFile } from '../program.ts'

test('Proxy: WebSocket connections pass', { tag: '@once' }, async ({ instance, visit }) => {
  const page = await visit()
  await page.goto('/sign-in')
  const heard = await page.evaluate(
    (address) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(address)
        const late = setTimeout(() => resolve('nothing within 10 s'), 10_000)
        const end = (words: string) => {
          clearTimeout(late)
          socket.close()
          resolve(words)
        }
        socket.onmessage = ({ data }) => end(String(data))
        socket.onerror = () => end('an error: something on the way drops the upgrade')
      }),
    `${instance.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
  )
  // How Engine.IO greets: a packet of type 0.
  expect(heard, 'the greeting over a WebSocket').toMatch(/^0\{/)
})

test('Proxy: an upload as large as the instance allows passes', { tag: '@once' }, async ({
  instance,
  ana,
}) => {
  test.setTimeout(300_000)
  const { uploadBytes } = instance
  if (uploadBytes === null)
    return cannotCheck('the pages of this instance do not tell how large a file may be')
  if (uploadBytes > 1_073_741_824)
    return cannotCheck('files may be larger here than this machine should hold')
  const { status, told } = await sendFile(
    ana.program,
    'QA limit.bin',
    new Blob([new Uint8Array(uploadBytes)]),
  )
  expect(status, `${Math.floor(uploadBytes / 1_048_576)} MiB: ${told.slice(0, 200)}`).toBe(201)
  const { id, sizeBytes } = JSON.parse(told) as { id: string; sizeBytes: number }
  await ana.program.http('DELETE', `/files/${id}`)
  expect(sizeBytes).toBe(uploadBytes)
})

test('Proxy: headers arrive as the instance sets them', { tag: '@once' }, async ({ instance, visit }) => {
  const page = await visit()
  const opened = await page.goto('/sign-in')
  const headers = opened?.headers() ?? {}
  await test.step('what keeps a page safe is not taken away', async () => {
    expect(headers['content-security-policy']).toContain("script-src 'self' 'nonce-")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBe('DENY')
  })
  await test.step('the instance knows by which name it is called', async () => {
    expect(headers['content-security-policy']).toContain(new URL(instance.url).host)
  })
  await test.step('and over https, that it is', async () => {
    if (instance.url.startsWith('https:')) expect(headers['strict-transport-security']).toBeTruthy()
  })
  await test.step('what is no page is no cache’s', async () => {
    const answer = await page.request.get('/readyz')
    expect(answer.headers()['cache-control']).toContain('no-store')
  })
})

test('Proxy: cookies arrive as the instance sets them', { tag: '@once' }, async ({ instance, ana }) => {
  const cookies = await ana.page.context().cookies(instance.url)
  const session = cookies.find(({ name }) => name.includes('rooms.session'))
  expect(session, 'a cookie of the session').toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  expect(session?.secure, 'over https it is for https alone').toBe(instance.url.startsWith('https:'))
})

test('Proxy: the clock of the instance is right', { tag: '@once' }, async ({ instance }) => {
  const before = Date.now()
  const answer = await fetch(`${instance.url}/healthz`)
  const after = Date.now()
  const told = Date.parse(answer.headers.get('date') ?? '')
  // The header tells whole seconds. Codes of authenticators and tickets of relays bear thirty.
  const off = Math.max(before - told - 1_000, told - after, 0)
  expect(off, `milliseconds between the clock of this machine and that of ${instance.url}`).toBeLessThan(
    10_000,
  )
})
