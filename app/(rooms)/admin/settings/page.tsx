import { SettingsForm } from '#components/instance/settings-form.tsx'
import { DefaultRooms } from '#components/rooms/default-rooms.tsx'
import { allSettings } from '#lib/accounts/change-settings.ts'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { listDefaultRooms } from '#lib/rooms/default-rooms.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('administration.settings.title'))

export default async function Page() {
  const viewer = await requireAdministrator('/admin/settings')
  const context = contextOf(viewer)
  const [held, { items }] = await Promise.all([allSettings(context), listDefaultRooms(context)])
  return (
    <>
      <SettingsForm held={held} />
      <DefaultRooms first={items} />
    </>
  )
}
