import { onThread } from '#lib/db/on-thread.ts'
import { checkOne, makeOne } from './round.ts'
import type { Source } from './source.ts'

export type Asked = { source: Source; shelf: string; keep: number; now: number; name: string }

onThread(
  {
    make: ({ source, shelf, keep, now }: Asked) => makeOne(source, shelf, keep, now),
    check: ({ source, shelf, name, now }: Asked) => checkOne(source, shelf, name, now),
  },
  () => undefined,
)
