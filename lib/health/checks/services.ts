import { transportOf } from '#lib/mail/transport.ts'
import { type Check, found, why } from '../finding.ts'

export const mail: Check = async ({ env }) => {
  if (env.SMTP_URL === '') return [found('mail', 'unset', 'mailUnset')]
  try {
    await (await transportOf(env)).verify()
    return [found('mail', 'good', 'mailGood')]
  } catch (error) {
    return [found('mail', 'bad', 'mailAway', { why: why(error) })]
  }
}

const patienceMs = 3_000

export const redis: Check = async ({ env }) => {
  if (env.REDIS_URL === '') return [found('redis', 'unset', 'redisUnset')]
  const { createClient } = await import('redis')
  const client = createClient({
    url: env.REDIS_URL,
    socket: { connectTimeout: patienceMs, reconnectStrategy: false },
  })
  // What is thrown says the same.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const began = performance.now()
    await client.ping()
    return [found('redis', 'good', 'redisGood', { ms: Math.max(1, Math.round(performance.now() - began)) })]
  } catch (error) {
    return [found('redis', 'bad', 'redisAway', { why: why(error) })]
  } finally {
    client.destroy()
  }
}
