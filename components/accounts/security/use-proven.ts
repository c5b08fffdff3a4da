import { useState } from 'react'
import { useReply } from '#components/ui/use-reply.ts'
import type { OwnProof } from '#lib/accounts/schema.ts'
import type { Reply } from '#lib/errors.ts'

/**
 * Calls what may ask once more who it is: `proof` is what its dialog shows then, and does it again with what
 * was given.
 */
export function useProven<I extends object, T>(act: (input: I & OwnProof) => Promise<Reply<T>>) {
  const reply = useReply(act)
  const [last, setLast] = useState<{ input: I; done: (data: T) => void } | null>(null)
  const [by, setBy] = useState<keyof OwnProof | null>(null)
  const asked = (['password', 'code'] as const).find((one) => reply.issueOf(one) !== undefined)
  // While what was given is looked at it stays open, and what was refused before says nothing any more.
  if (!reply.busy && asked && asked !== by) setBy(asked)
  if (!reply.busy && reply.general !== null && by !== null) setBy(null)
  const begin = (input: I & OwnProof, done: (data: T) => void) =>
    reply.run(input, (data) => {
      setBy(null)
      done(data)
    })
  return {
    busy: reply.busy,
    general: reply.general,
    clear: reply.clear,
    run: (input: I, done: (data: T) => void) => {
      setLast({ input, done })
      begin(input, done)
    },
    proof: by && {
      by,
      busy: reply.busy,
      error: reply.issueOf(by),
      onProof: (given: OwnProof) => last && begin({ ...last.input, ...given }, last.done),
      onClose: () => {
        setBy(null)
        reply.clear()
      },
    },
  }
}
