import { headers } from 'next/headers'
import type { z } from 'zod'
import { requireUse } from '#lib/accounts/policy.ts'
import type { Need } from '#lib/accounts/schema.ts'
import type { Client } from '#lib/accounts/sessions.ts'
import { addressHeader } from '#lib/auth/identify.ts'
import { signedIn } from '#lib/auth/viewer.ts'
import type { SessionContext, World } from '#lib/context.ts'
import { isRefusal, Refusal, type Reply, replyError } from '#lib/errors.ts'
import { contextOf, services } from '#lib/services.ts'
import { parsed } from './parse.ts'

/**
 * The forms' door: a server action for signed-in people. Never throws;
 * a refusal is told as in a socket's reply.
 */
export const action = <S extends z.ZodType, T>(
  needs: Need,
  shape: S,
  operate: (context: SessionContext, input: z.output<S>, client: Client) => Promise<T>,
) => throughDoor(needs, shape, async (context, input) => operate(context, input, await clientOf()))

/** The same for everybody: making an account, and what belongs to a browser. */
export const openAction = <S extends z.ZodType, T>(
  shape: S,
  operate: (world: World, input: z.output<S>, client: Client) => Promise<T>,
) => throughDoor('nothing', shape, async (world, input) => operate(world, input, await clientOf()))

const throughDoor =
  <S extends z.ZodType, T>(
    needs: Need | 'nothing',
    shape: S,
    operate: (context: SessionContext, input: z.output<S>) => Promise<T>,
  ) =>
  (input: z.input<S>): Promise<Reply<T>> =>
    guarded(async () => {
      // An open action is written against the world alone, and reads no viewer.
      const context = needs === 'nothing' ? services().world : contextOf(await requireViewer(needs))
      return operate(context as SessionContext, parsed(shape, input, wrong))
    })

async function requireViewer(needs: Need) {
  const viewer = await signedIn()
  if (!viewer) throw new Refusal('unauthenticated', 'accounts.yourSessionEnded')
  requireUse(viewer, needs)
  return viewer
}

async function clientOf(): Promise<Client> {
  const given = await headers()
  return {
    userAgent: given.get('user-agent') ?? '',
    address: given.get(addressHeader) ?? '',
    languages: given.get('accept-language') ?? '',
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    if (!isRefusal(error)) {
      const requestId = (await headers()).get('x-request-id')
      services().logs.http.error({ requestId, err: error }, 'action failed')
    }
    return { ok: false, error: replyError(error) }
  }
}

const wrong = 'http.formInput'
