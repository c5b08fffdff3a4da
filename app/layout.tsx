import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { BannerBar } from '#components/instance/banner-bar.tsx'
import { InstanceProvider } from '#components/instance/instance-context.tsx'
import { Surroundings } from '#components/ui/surroundings.tsx'
import { Words } from '#components/words/words.tsx'
import { themeCookie, themeOf } from '#lib/accounts/theme.ts'
import { keepEarlyPress } from '#lib/build/browser/early-press.ts'
import { surroundingPlace } from '#lib/http/place.ts'
import { nonceHeader } from '#lib/http/security.ts'
import { allowed } from '#lib/limits.ts'
import { services } from '#lib/services.ts'
import { directionOf } from '#lib/words/locale.ts'
import { currentReader } from '#lib/words/reader.ts'
import './globals.css'
import { isolated } from '#lib/text/isolate.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  const { name } = await surroundingPlace()
  return {
    title: { default: name, template: `%s · ${isolated(name)}` },
    description: t('common.description'),
  }
}
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  // The composer stays above a phone's keyboard.
  interactiveWidget: 'resizes-content',
}

export default async function Layout({ children }: { children: ReactNode }) {
  // Every page is rendered per request: each carries its own script nonce.
  await connection()
  const theme = themeOf((await cookies()).get(themeCookie)?.value)
  const nonce = (await headers()).get(nonceHeader) ?? undefined
  const { locale, formats } = await currentReader()
  const t = await getTranslations()
  const { isAway, ...shown } = await surroundingPlace()
  const { banner } = shown
  return (
    <html lang={locale} dir={directionOf(locale)} data-theme={theme}>
      <body>
        <script nonce={nonce}>{keepEarlyPress}</script>
        <Words locale={locale} formats={formats}>
          <Surroundings allowed={allowed()} build={services().product.build}>
            <InstanceProvider
              first={shown}
              isAway={isAway}
              drawn={banner && !isAway && <BannerBar banner={banner} label={t('common.banner.label')} />}
            >
              {children}
            </InstanceProvider>
          </Surroundings>
        </Words>
      </body>
    </html>
  )
}
