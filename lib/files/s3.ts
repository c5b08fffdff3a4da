import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import type { Env } from '#lib/env.ts'
import { Fault, notFound } from '#lib/errors.ts'
import type { FileStore } from './store.ts'

type Bucket = Pick<
  Env,
  | 'FILES_S3_BUCKET'
  | 'FILES_S3_ENDPOINT'
  | 'FILES_S3_REGION'
  | 'FILES_S3_ACCESS_KEY_ID'
  | 'FILES_S3_SECRET_ACCESS_KEY'
>
type Sent = { method: string; headers?: Record<string, string>; body?: Readable }

const patienceMs = 30_000

/** Files in a bucket of anything that speaks S3, addressed by path: ENDPOINT/BUCKET/KEY. */
export function s3Store(env: Bucket): FileStore {
  const base = `${env.FILES_S3_ENDPOINT.replace(/\/$/, '')}/${env.FILES_S3_BUCKET}`

  async function ask(key: string, { method, headers = {}, body }: Sent): Promise<IncomingMessage> {
    const signed = await new AwsV4Signer({
      method,
      url: `${base}/${key}`,
      // A file is streamed, not read twice to hash it first; TLS guards it on the way.
      headers: { ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      service: 's3',
      region: env.FILES_S3_REGION,
      accessKeyId: env.FILES_S3_ACCESS_KEY_ID,
      secretAccessKey: env.FILES_S3_SECRET_ACCESS_KEY,
    }).sign()
    return new Promise((resolve, reject) => {
      const start = signed.url.protocol === 'https:' ? tlsRequest : plainRequest
      const request = start(signed.url, {
        method,
        headers: { ...headers, ...Object.fromEntries(signed.headers) },
        timeout: patienceMs,
      })
      request.on('response', resolve)
      request.on('timeout', () => request.destroy(new Fault('The file store does not answer')))
      request.on('error', reject)
      if (body) pipeline(body, request).catch(reject)
      else request.end()
    })
  }

  return {
    put: async (key, path) => {
      const { size } = await stat(path)
      const headers = { 'content-length': String(size) }
      await done(await ask(key, { method: 'PUT', headers, body: createReadStream(path) }))
      await rm(path)
    },
    read: async (key, range) => {
      const headers = range ? { range: `bytes=${range.start}-${range.end}` } : undefined
      const answer = await ask(key, { method: 'GET', ...(headers && { headers }) })
      if (answer.statusCode === (range ? 206 : 200)) return answer
      answer.resume()
      if (answer.statusCode === 404) throw notFound('file')
      throw new Fault(`The file store answered ${answer.statusCode}`)
    },
    remove: async (key) => done(await ask(key, { method: 'DELETE' }), 404),
  }
}

async function done(answer: IncomingMessage, alsoGood?: number): Promise<void> {
  answer.resume()
  const status = answer.statusCode ?? 0
  if ((status < 200 || status > 299) && status !== alsoGood)
    throw new Fault(`The file store answered ${status}`)
}
