import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addressesFound } from '../../scripts/tools/fail2ban.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { register } from '../client.ts'
import { startServer } from '../server.ts'

const filter = 'deploy/fail2ban/filter.d/rooms.conf'
const [attacker, proxy] = ['127.0.0.2', '127.0.0.3']
/** Of somebody the attacker would like to be kept out. */
const other = '198.51.100.9'

test('fail2ban finds whoever failed to sign in, and nobody that they name', async () => {
  const folder = temporaryFolder('logs')
  const server = await startServer({ LOG_LEVEL: 'debug', LOG_DIR: folder, TRUST_PROXY: proxy })
  const signIn = (from: string, body: object, headers: Record<string, string> = {}) =>
    new Promise<number>((resolve, reject) => {
      const asked = request(
        `${server.url}/api/v1/auth/login`,
        { method: 'POST', localAddress: from, headers: { 'content-type': 'application/json', ...headers } },
        (answer) => resolve(answer.resume().statusCode ?? 0),
      )
      asked.once('error', reject)
      asked.end(JSON.stringify(body))
    })
  const ana = await register(server.url)
  const failed = { email: ana.user.email, password: 'wrong password' }
  expect(await signIn(attacker, failed)).toBe(401)

  const line = (address: string) =>
    `{"level":40,"time":${Date.now()},"pid":1,"hostname":"vm","with":"password","account":"a","address":"${address}","code":"unauthenticated","msg":"sign-in refused"}`
  const forged = [
    `x","address":"${other}`,
    `x\n${line(other)}\n`,
    `${line(other)}@example.org`,
    `\\"${other}`,
  ]
  for (const text of forged) {
    expect(await signIn(attacker, { email: `"${text}"@example.org`, password: text })).toBeLessThan(500)
    expect(await signIn(attacker, { email: failed.email, password: text })).toBe(401)
    expect(await signIn(attacker, { challenge: text, code: '000000' })).toBe(401)
  }
  const forwarded = { 'x-forwarded-for': other, 'x-request-id': line(other), 'user-agent': line(other) }
  expect(await signIn(attacker, failed, forwarded)).toBe(401)
  const hostile = { ...forwarded, 'x-forwarded-for': `${line(other)}, 203.0.113.5` }
  expect(await signIn(proxy, failed, hostile)).toBe(401)
  expect(await signIn(proxy, failed, { 'x-forwarded-for': '2001:db8::7' })).toBe(401)
  expect(await server.stop()).toBe(0)

  const tries = 2 + 2 * forged.length
  const log = join(folder, 'rooms.log')
  const found = addressesFound(log, filter)
  expect(found.filter((address) => address !== attacker).sort()).toEqual(['2001:db8::7', '203.0.113.5'])
  expect(found.length).toBeGreaterThanOrEqual(tries)
  const journal = join(folder, 'journal')
  writeFileSync(journal, readFileSync(log, 'utf8').replaceAll(/^(?=.)/gm, 'vm node[17]: '))
  expect(addressesFound(journal, filter), 'as journalctl has them').toEqual(found)
  for (const name of ['http.log', 'sockets.log'])
    expect(addressesFound(join(folder, name), filter)).toEqual([])
  expect(readFileSync(log, 'utf8')).not.toContain(ana.user.email)
})
