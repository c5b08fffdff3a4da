import { type Reply, replyError } from '#lib/errors.ts'

/** What was asked of the API as forms are answered: a refusal is told, not thrown. */
export const replied = <T>(asked: Promise<T>): Promise<Reply<T>> =>
  asked.then(
    (data) => ({ ok: true, data }),
    (error: unknown) => ({ ok: false, error: replyError(error) }),
  )
