import { SettingsForm } from '#components/instance/settings-form.tsx'
import { allSettings } from '#lib/accounts/change-settings.ts'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('administration.settings.title'))

export default async function Page() {
  const viewer = await requireAdministrator('/admin/settings')
  return <SettingsForm held={await allSettings(contextOf(viewer))} />
}
