import { headers } from 'next/headers'
import type { z } from 'zod'
import type { Client } from '#lib/accounts/sessions.ts'
import { addressHeader } from '#lib/auth/identify.ts'
import { currentViewer } from '#lib/auth/viewer.ts'
import type { Context, World } from '#lib/context.ts'
import { asRefusal, isRefusal, Refusal } from '#lib/errors.ts'
import type { Reply } from '#lib/realtime/contract.ts'
import { contextOf, services } from '#lib/services.ts'
import { issuesOf } from './issues.ts'

/** The forms' door: a server action for signed-in people. Never throws; a refusal is told as in a socket's reply. */
export const action =
  <S extends z.ZodType, T>(shape: S, operate: (context: Context, input: z.output<S>) => Promise<T>) =>
  (input: z.input<S>): Promise<Reply<T>> =>
    guarded(async () => {
      const viewer = await currentViewer()
      if (!viewer) throw new Refusal('unauthenticated', 'Your session has ended. Sign in again.')
      return operate(contextOf(viewer), check(shape, input))
    })

/** The same for everybody: making an account. */
export const openAction =
  <S extends z.ZodType, T>(
    shape: S,
    operate: (world: World, input: z.output<S>, client: Client) => Promise<T>,
  ) =>
  (input: z.input<S>): Promise<Reply<T>> =>
    guarded(async () => {
      const given = await headers()
      const client = { userAgent: given.get('user-agent') ?? '', address: given.get(addressHeader) ?? '' }
      return operate(services().world, check(shape, input), client)
    })

async function guarded<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    if (!isRefusal(error)) services().log.error({ err: error }, 'action failed')
    const { code, message, issues, retryAfterMs } = asRefusal(error)
    return {
      ok: false,
      error: {
        code,
        message,
        ...(issues && { issues }),
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      },
    }
  }
}

function check<S extends z.ZodType>(shape: S, input: unknown): z.output<S> {
  const checked = shape.safeParse(input)
  if (checked.success) return checked.data
  const issues = issuesOf(checked.error)
  throw new Refusal('invalid_input', issues[0]?.message ?? 'Something in this form is not right.', { issues })
}
