import { People } from '#components/accounts/people/people.tsx'
import { allAccounts } from '#lib/accounts/all-accounts.ts'
import { accountSearchOf, accountWords } from '#lib/accounts/browser/account-search.ts'
import { accountQuery } from '#lib/accounts/schema.ts'
import { takesPasswords } from '#lib/accounts/takes-passwords.ts'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('administration.people.title'))

export default async function Page({ searchParams }: PageProps<'/admin/people'>) {
  const viewer = await requireAdministrator('/admin/people')
  const asked = accountSearchOf(await searchParams)
  const context = contextOf(viewer)
  const first = await allAccounts(context, accountQuery.parse(accountWords(asked)))
  const { deletedMessages } = await settingsOf(context)
  return (
    <People
      first={first}
      asked={asked}
      mail={isMailSetUp(context.env)}
      passwords={takesPasswords(context)}
      messages={deletedMessages}
    />
  )
}
