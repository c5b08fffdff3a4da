import { siteOf } from '#lib/accounts/passkeys/site.ts'
import { openEndpoint } from '#lib/http/endpoint.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { placeOf } from './place.ts'
import { openInstance } from './schema.ts'

export const getInstance = openEndpoint({
  method: 'GET',
  path: '/instance',
  summary: 'What this installation is called, who may make an account, and how one signs in.',
  answer: openInstance,
  handle: async (world, { header }) => {
    const {
      logoUrl,
      fixed: _,
      firstRun: __,
      deletedMessages: ___,
      requireTwoFactor: ____,
      ...open
    } = await placeOf(world)
    const providers = world.env.providers.map((one) => ({ id: one.id, name: one.name }))
    const signIn = {
      password: world.env.PASSWORD_SIGN_IN === 'on',
      passkey: siteOf(header) !== null,
      providers,
    }
    const mail = isMailSetUp(world.env)
    return { ...open, logoUrl, signIn, mail, push: null }
  },
})
