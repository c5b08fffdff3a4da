import { randomBytes } from 'node:crypto'
import { expect, test } from 'rooms/qa'

test('Files: what is sent comes out byte for byte', async ({ ana, bob }) => {
  const bytes = randomBytes(300_000)
  await ana.sendsFile({ name: 'proof.bin', bytes }, 'a file')
  await bob.sees('a file')
  const given = await bob.downloads('proof.bin')
  expect(given.equals(bytes), `${given.length} of ${bytes.length} bytes`).toBe(true)
})
