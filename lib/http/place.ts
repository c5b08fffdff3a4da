import { cookies } from 'next/headers'
import { cache } from 'react'
import { bannerCookie, isPutAway } from '#lib/instance/banner.ts'
import { placeOf } from '#lib/instance/place.ts'
import { settings } from '#lib/instance/schema.ts'
import { services } from '#lib/services.ts'

/** What pages show of the installation; looked up once for each. */
export const currentPlace = cache(() => placeOf(services().world))

/**
 * What stands around every page: what the place is called and shows, and what is told above all of it.
 * Without the database a page still says why it cannot be shown, so this goes on without.
 */
export async function surroundingPlace() {
  const none = () => ({ ...settings.parse({}), logoUrl: null })
  const { name, logoUrl, banner, roomCreation, retentionDays, roomRetention } =
    await currentPlace().catch(none)
  const away = (await cookies()).get(bannerCookie)?.value
  const shown = { name, logoUrl, banner, roomCreation, retentionDays, roomRetention }
  return { ...shown, isAway: banner !== null && isPutAway(banner, away) }
}
