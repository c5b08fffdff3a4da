import { Expected } from '#components/accounts/people/expected.tsx'
import { AllInvites } from '#components/rooms/administration/all-invites.tsx'
import { expectedPeople } from '#lib/accounts/expected.ts'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { allInvites } from '#lib/rooms/all-invites.ts'
import { anyInviteQuery } from '#lib/rooms/schema.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('upkeep.invitations.title'))

export default async function Page() {
  const viewer = await requireAdministrator('/admin/invitations')
  const context = contextOf(viewer)
  const expected = await expectedPeople(context)
  return (
    <AllInvites first={await allInvites(context, anyInviteQuery.parse({}))}>
      {expected.length > 0 && <Expected people={expected} />}
    </AllInvites>
  )
}
