import { transportOf } from '#lib/mail/transport.ts'
import { redisAddress } from '#lib/redis/address.ts'
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

export const redis: Check = async ({ env }) => {
  const address = redisAddress(env.REDIS_URL)
  if (!address) return [found('redis', 'unset', 'redisUnset')]
  try {
    const client = await (await import('#lib/redis/open.ts')).openRedis(address)
    const began = performance.now()
    await client.ping().finally(() => client.destroy())
    return [found('redis', 'good', 'redisGood', { ms: Math.max(1, Math.round(performance.now() - began)) })]
  } catch (error) {
    return [found('redis', 'bad', 'redisAway', { why: why(error) })]
  }
}
