import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Side } from '../run/sides.ts'
import type { Crowd } from './crowd.ts'

const megabyte = 1_000_000
const hands = 4

/** Megabytes a second that are uploaded, in files of one each by four people at once. */
export async function upload({ port }: Side, crowd: Crowd, forMs: number): Promise<number> {
  const began = performance.now()
  const bytes = randomBytes(megabyte)
  let done = 0
  const some = async (_: unknown, hand: number) => {
    const token = crowd.people[hand]?.token
    do {
      const body = new FormData()
      body.set('file', new Blob([bytes]), 'measured.bin')
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/uploads`, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(`An upload was answered with ${answer.status}: ${await answer.text()}`)
      done++
    } while (performance.now() - began < forMs)
  }
  await Promise.all(Array.from({ length: hands }, some))
  return done / ((performance.now() - began) / 1_000)
}
