import { type Owner, requireStrong } from '#lib/accounts/strength.ts'
import { onThread } from '#lib/db/on-thread.ts'

export type Asked = { password: string; owner: Owner }

onThread({ judge: async ({ password, owner }: Asked) => requireStrong(password, owner) }, () => undefined)
